package io.nineveh.bench.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The installation that this program belongs to. */
public final class Installation {
    private Installation() {}

    /** Where its plugins are; in the current directory when it belongs to none. */
    public static Path plugins() {
        return home().orElse(Path.of("")).resolve("plugins");
    }

    /** The class path of one of its programs. */
    public static String library(String program) throws IOException {
        return home().map(home -> home.resolve("lib").resolve(program).resolve("*"))
                .orElseThrow(() -> new IOException(
                        "there is no %s here: it is in an installation; start this from one".formatted(program)))
                .toString();
    }

    /** The script that starts its programs. */
    static Optional<Path> launcher() {
        return home().map(home -> home.resolve("bin").resolve("nineveh")).filter(Files::isExecutable);
    }

    private static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("nineveh.home")).map(Path::of);
    }
}
