package io.nineveh.tablet;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Puts names and values into the text of a DuckDB statement. */
final class Quoting {
    private Quoting() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    static String literals(Collection<Path> paths) {
        return paths.stream().map(path -> literal(path.toString())).collect(Collectors.joining(", ", "[", "]"));
    }
}
