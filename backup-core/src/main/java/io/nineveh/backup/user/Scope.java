package io.nineveh.backup.user;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;

/**
 * What a privilege is granted on: everything, a database with all that is in it, or one table or view. It is about names: what
 * it names need not be there, and one that is dropped and made again is meant as well.
 *
 * @param database empty: all
 * @param object a table or view; empty: all, and the database itself
 */
public record Scope(Optional<String> database, Optional<String> object) implements Comparable<Scope> {
    private static final Comparator<Scope> ORDER = Comparator.comparing(
                    (Scope scope) -> scope.database().orElse(""))
            .thenComparing(scope -> scope.object().orElse(""));

    public Scope {
        requireNonNull(database, "database");
        requireNonNull(object, "object");
        if (database.isEmpty() && object.isPresent()) {
            throw new IllegalArgumentException("an object in no database: " + object.orElseThrow());
        }
    }

    public static Scope everything() {
        return new Scope(Optional.empty(), Optional.empty());
    }

    public static Scope database(String name) {
        return new Scope(Optional.of(name), Optional.empty());
    }

    public static Scope object(String database, String name) {
        return new Scope(Optional.of(database), Optional.of(name));
    }

    /** Whether what is granted on this holds for the other, too. */
    public boolean covers(Scope other) {
        return (database.isEmpty() || database.equals(other.database))
                && (object.isEmpty() || object.equals(other.object));
    }

    /** The widest first; otherwise by name. */
    @Override
    public int compareTo(Scope other) {
        return ORDER.compare(this, other);
    }

    /** As it is written in GRANT. */
    @Override
    public String toString() {
        return database.map(name -> name + "." + object.orElse("*")).orElse("*.*.*");
    }
}
