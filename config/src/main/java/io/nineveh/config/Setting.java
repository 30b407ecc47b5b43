package io.nineveh.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One key of a configuration: its name, its default as it would stand in the file, and what it is for, in one sentence
 * that the reference documentation shows.
 *
 * @param <T> what its value is read as
 */
public final class Setting<T> {
    private final String name;
    private final String typeName;
    private final String defaultText;
    private final String description;
    private final Function<String, T> parser;
    private final UnaryOperator<String> display;

    private Setting(String name, String typeName, String defaultText, String description, Function<String, T> parser) {
        this(name, typeName, defaultText, description, parser, UnaryOperator.identity());
    }

    private Setting(
            String name,
            String typeName,
            String defaultText,
            String description,
            Function<String, T> parser,
            UnaryOperator<String> display) {
        this.name = requireNonNull(name, "name");
        this.typeName = requireNonNull(typeName, "typeName");
        this.defaultText = requireNonNull(defaultText, "defaultText");
        this.description = requireNonNull(description, "description");
        this.parser = requireNonNull(parser, "parser");
        this.display = requireNonNull(display, "display");
    }

    public static Setting<String> text(String name, String defaultText, String description) {
        return new Setting<>(name, "string", defaultText, description, Function.identity());
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    public static Setting<Integer> integer(String name, int defaultValue, int least, int most, String description) {
        return new Setting<>(name, "int", Integer.toString(defaultValue), description, text -> {
            int value;
            try {
                value = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("is not a whole number: " + text, e);
            }
            if (value < least || value > most) {
                throw new IllegalArgumentException("must be from %d to %d, and is %d".formatted(least, most, value));
            }
            return value;
        });
    }

    /** Something that is so or is not, written as {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String name, String defaultText, String description) {
        return new Setting<>(name, "boolean", defaultText, description, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false, and is " + text);
        });
    }

    /** A size in bytes, written as {@code 512}, {@code 64KiB}, {@code 8MiB} or {@code 1GiB}. */
    public static Setting<Long> bytes(String name, String defaultText, String description) {
        return new Setting<>(name, "bytes", defaultText, description, Quantities::parseBytes);
    }

    /** A span of time, written as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 1d}. */
    public static Setting<Duration> duration(String name, String defaultText, String description) {
        return new Setting<>(name, "duration", defaultText, description, Quantities::parseDuration);
    }

    public static Setting<Path> path(String name, String defaultText, String description) {
        return new Setting<>(name, "path", defaultText, description, Setting::parsePath);
    }

    /**
     * A path of something that came with the program: a relative one is taken from the installation, which the system
     * property {@code nineveh.home} names, else from the working directory.
     */
    public static Setting<Path> installedPath(String name, String defaultText, String description) {
        return new Setting<>(
                name,
                "path",
                defaultText,
                description,
                text -> Path.of(System.getProperty("nineveh.home", "")).resolve(parsePath(text)));
    }

    /** Paths separated by commas; an empty text is an empty list. */
    public static Setting<List<Path>> paths(String name, String defaultText, String description) {
        return new Setting<>(
                name,
                "paths",
                defaultText,
                description,
                text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(Setting::parsePath)
                        .toList());
    }

    public static Setting<Secret> secret(String name, String description) {
        return new Setting<>(name, "secret", "", description, Secret::of, text -> text.isEmpty() ? "" : "***");
    }

    /** The same setting where an empty text, which may be the default, stands for none. */
    public Setting<Optional<T>> optional() {
        return new Setting<>(
                name,
                typeName,
                defaultText,
                description,
                text -> text.isBlank() ? Optional.empty() : Optional.of(parser.apply(text)),
                display);
    }

    public String name() {
        return name;
    }

    /** What its values are: string, int, bytes, duration, path, paths or secret. */
    public String typeName() {
        return typeName;
    }

    public String defaultText() {
        return defaultText;
    }

    public String description() {
        return description;
    }

    /**
     * The value that a text stands for.
     *
     * @throws IllegalArgumentException saying what is wrong with it, to follow the setting's name
     */
    T parse(String text) {
        return parser.apply(text);
    }

    /** How a text of this setting may be shown: as it is, but {@code ***} where it is a secret. */
    String display(String text) {
        return display.apply(text);
    }

    private static Path parsePath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path: " + text, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
