package io.nineveh.bench.backup;

import io.nineveh.bench.access.Storage;
import io.nineveh.broker.api.Location;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code rclone copy}. What it takes to reach a storage it gets by variables, so that no secret is in its command line.
 *
 * @param transfers how many files it copies at once
 * @param prefix of a path of the storage
 * @param log gets what it says
 */
record Rclone(Path program, int transfers, String prefix, Map<String, String> variables, Path log) implements Mover {
    static final String VIA = "rclone";
    private static final String REMOTE = "RCLONE_CONFIG_BENCH_";

    Rclone {
        variables = Map.copyOf(variables);
    }

    /** The program that a search path leads to. */
    static Optional<Path> find(String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .map(directory -> Path.of(directory).resolve("rclone"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One for a storage, if it is one that is compared. */
    static Optional<Rclone> of(Path program, Storage storage, int transfers, Path log) {
        return switch (storage.directory().scheme()) {
            case "file" -> Optional.of(new Rclone(program, transfers, "", Map.of(), log));
            case "s3" -> Optional.of(new Rclone(program, transfers, "bench:", s3(storage.properties()), log));
            default -> Optional.empty();
        };
    }

    private static Map<String, String> s3(Map<String, String> properties) {
        Map<String, String> variables = new HashMap<>(
                Map.of(REMOTE + "TYPE", "s3", REMOTE + "PROVIDER", "Other", REMOTE + "FORCE_PATH_STYLE", "true"));
        Map.of("s3.endpoint", "ENDPOINT", "s3.access_key", "ACCESS_KEY_ID", "s3.secret_key", "SECRET_ACCESS_KEY")
                .forEach((property, name) -> Optional.ofNullable(properties.get(property))
                        .ifPresent(value -> variables.put(REMOTE + name, value)));
        return variables;
    }

    @Override
    public String via() {
        return VIA;
    }

    @Override
    public void upload(Tree tree, Location target) throws IOException, InterruptedException {
        copy(tree.root().toString(), place(target));
    }

    @Override
    public void download(Tree tree, Location source, Path target) throws IOException, InterruptedException {
        copy(place(source), target.toString());
    }

    private String place(Location location) {
        String text = location.toString();
        return prefix + text.substring(text.indexOf("://") + 3);
    }

    private void copy(String from, String to) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                program.toString(), "copy", "--config", "", "--transfers", Integer.toString(transfers), from, to);
        command.environment().putAll(variables);
        // Its AWS library refuses the variable, and it has one of its own for the same.
        Optional.ofNullable(command.environment().remove("AWS_CA_BUNDLE"))
                .ifPresent(bundle -> command.environment().put("RCLONE_CA_CERT", bundle));
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IOException("%s copy ended with %d: %s".formatted(program, exitCode, Files.readString(log)));
            }
        } finally {
            process.destroy();
        }
    }
}
