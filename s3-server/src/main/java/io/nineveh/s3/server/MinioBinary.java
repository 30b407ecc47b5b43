package io.nineveh.s3.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the program {@code minio}. */
final class MinioBinary {
    private static final String VARIABLE = "MINIO_BINARY";

    private MinioBinary() {}

    /**
     * The one that the variable {@code MINIO_BINARY} names, else the first on the {@code PATH}.
     *
     * @throws IllegalArgumentException when the variable names no program
     */
    static Optional<Path> find(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (named.isEmpty()) {
            return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                    .splitAsStream(environment.getOrDefault("PATH", ""))
                    .map(directory -> Path.of(directory, "minio"))
                    .filter(MinioBinary::isProgram)
                    .findFirst();
        }
        if (!isProgram(Path.of(named))) {
            throw new IllegalArgumentException(
                    "%s is '%s', which is no program; correct it or unset it".formatted(VARIABLE, named));
        }
        return Optional.of(Path.of(named));
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
