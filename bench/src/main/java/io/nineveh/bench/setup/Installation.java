package io.nineveh.bench.setup;

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

    /** The script that starts its programs. */
    static Optional<Path> launcher() {
        return home().map(home -> home.resolve("bin").resolve("nineveh")).filter(Files::isExecutable);
    }

    private static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("nineveh.home")).map(Path::of);
    }
}
