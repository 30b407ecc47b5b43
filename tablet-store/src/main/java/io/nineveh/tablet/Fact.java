package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import java.util.Optional;

/**
 * A single value.
 *
 * @param value as the type's literals have it inside their quotes; empty: NULL
 */
public record Fact(ColumnType type, Optional<String> value) {
    public Fact {
        requireNonNull(type, "type");
        requireNonNull(value, "value");
    }

    public static Fact text(Optional<String> value) {
        return new Fact(ColumnType.of(Kind.STRING), value);
    }

    public static Fact number(long value) {
        return new Fact(ColumnType.of(Kind.BIGINT), Optional.of(Long.toString(value)));
    }

    /** As an expression of DuckDB. */
    String sql() {
        return "CAST(%s AS %s)".formatted(value.map(Quoting::literal).orElse("NULL"), DuckDbTypes.sqlType(type));
    }
}
