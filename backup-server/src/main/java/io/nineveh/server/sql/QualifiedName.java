package io.nineveh.server.sql;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A name, with the database that it is in where the statement says so. */
public record QualifiedName(Optional<String> database, String name) {
    public QualifiedName {
        requireNonNull(database, "database");
        requireNonNull(name, "name");
    }

    public static QualifiedName of(String name) {
        return new QualifiedName(Optional.empty(), name);
    }

    public static QualifiedName of(String database, String name) {
        return new QualifiedName(Optional.of(database), name);
    }

    @Override
    public String toString() {
        return database.map(prefix -> prefix + ".").orElse("") + name;
    }
}
