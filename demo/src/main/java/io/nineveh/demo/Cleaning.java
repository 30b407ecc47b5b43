package io.nineveh.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Ends what the demo started and removes what it wrote, once, whatever way it ends. */
final class Cleaning implements Runnable {
    private final Path directory;
    private final List<ChildProcess> processes = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    Cleaning(Path directory) {
        this.directory = directory;
    }

    ChildProcess watch(ChildProcess process) {
        processes.add(process);
        return process;
    }

    void cancel() {
        cancelled = true;
    }

    Optional<String> logs() {
        List<String> tails = processes.stream().map(ChildProcess::lastLines).toList();
        return tails.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", tails));
    }

    @Override
    public void run() {
        if (cancelled) {
            return;
        }
        processes.forEach(ChildProcess::close);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            System.err.printf("%s could not be removed: %s%n", directory, e);
        }
    }
}
