package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Aggregation;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Which columns of a new table are its key, and what becomes of the others. Without a key clause, as Doris decides it. */
final class KeyColumns {
    private static final Set<Kind> NEVER_KEYS = EnumSet.of(Kind.FLOAT, Kind.DOUBLE, Kind.STRING, Kind.JSON);
    private static final Set<Kind> NUMBERS = EnumSet.of(
            Kind.TINYINT, Kind.SMALLINT, Kind.INT, Kind.BIGINT, Kind.LARGEINT, Kind.FLOAT, Kind.DOUBLE, Kind.DECIMAL);

    /** How many columns are the key at most when the statement does not say, and how many bytes. */
    private static final int MOST_DEFAULT_COLUMNS = 3;

    private static final int MOST_DEFAULT_BYTES = 36;

    private KeyColumns() {}

    /**
     * The schema of such a table.
     *
     * @throws RefusedException when columns cannot be the key, or a column lacks an aggregation or has one too many
     */
    static TableSchema schema(List<Column> columns, Optional<KeysDefinition> keys) {
        KeysType type = keys.map(KeysDefinition::type).orElseGet(() -> defaultType(columns));
        int count = keys.isPresent()
                ? countOfGiven(columns, keys.orElseThrow().columns())
                : type == KeysType.AGGREGATE ? countOfPlain(columns) : countOfDefault(columns);
        List<Column> withKeys = IntStream.range(0, columns.size())
                .mapToObj(i -> withKey(columns.get(i), i < count))
                .toList();
        withKeys.forEach(column -> requireFittingAggregation(type, column));
        return new TableSchema(schemaHash(type, withKeys), type, withKeys);
    }

    private static KeysType defaultType(List<Column> columns) {
        return columns.stream().anyMatch(column -> column.aggregation().isPresent())
                ? KeysType.AGGREGATE
                : KeysType.DUPLICATE;
    }

    private static int countOfGiven(List<Column> columns, List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (i >= columns.size() || !columns.get(i).name().equalsIgnoreCase(keys.get(i))) {
                throw invalid("Key columns must be the first columns of the table, in their order: '%s' is not"
                        .formatted(keys.get(i)));
            }
            requireKeyable(columns.get(i));
        }
        return keys.size();
    }

    /** A table that aggregates has all columns without an aggregation as its key. */
    private static int countOfPlain(List<Column> columns) {
        int count = (int) columns.stream()
                .takeWhile(column -> column.aggregation().isEmpty())
                .count();
        if (count == 0) {
            throw invalid("The table has no key column: '%s' has an aggregation; put columns without one before it"
                    .formatted(columns.get(0).name()));
        }
        columns.stream().limit(count).forEach(KeyColumns::requireKeyable);
        return count;
    }

    private static void requireKeyable(Column column) {
        if (NEVER_KEYS.contains(column.type().kind())) {
            throw invalid("Column '%s' of type %s cannot be a key".formatted(column.name(), column.type()));
        }
    }

    private static int countOfDefault(List<Column> columns) {
        int marked = (int) columns.stream().takeWhile(Column::isKey).count();
        if (marked > 0) {
            return marked;
        }
        int count = 0;
        int bytes = 0;
        while (count < Math.min(columns.size(), MOST_DEFAULT_COLUMNS)) {
            ColumnType type = columns.get(count).type();
            bytes += keyBytes(type);
            boolean isFirstText = count == 0 && type.kind() == Kind.CHAR;
            if (NEVER_KEYS.contains(type.kind()) || (bytes > MOST_DEFAULT_BYTES && !isFirstText)) {
                break;
            }
            count++;
            // what a sorted index keeps of a VARCHAR is cut off, so nothing can follow it
            if (type.kind() == Kind.VARCHAR || bytes > MOST_DEFAULT_BYTES) {
                break;
            }
        }
        return count;
    }

    /** How many bytes of a value are in a sorted index. */
    private static int keyBytes(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN, TINYINT -> 1;
            case SMALLINT -> 2;
            case INT, DATE, FLOAT -> 4;
            case BIGINT, DATETIME, DOUBLE -> 8;
            case LARGEINT -> 16;
            case DECIMAL -> type.precision() <= 9 ? 4 : type.precision() <= 18 ? 8 : 16;
            case CHAR -> type.precision();
            case VARCHAR, STRING, JSON -> 20;
        };
    }

    private static Column withKey(Column column, boolean isKey) {
        return new Column(
                column.name(),
                column.type(),
                isKey,
                column.isNullable(),
                column.defaultValue(),
                column.comment(),
                column.aggregation());
    }

    private static void requireFittingAggregation(KeysType type, Column column) {
        Optional<Aggregation> aggregation = column.aggregation();
        if (column.isKey() && aggregation.isPresent()) {
            throw invalid("Key column '%s' cannot have an aggregation, %s; leave it out"
                    .formatted(column.name(), aggregation.orElseThrow()));
        }
        if (!column.isKey() && (type == KeysType.AGGREGATE) != aggregation.isPresent()) {
            throw invalid("%s_KEYS table should %s aggregate type for non-key column[%s]"
                    .formatted(
                            type == KeysType.AGGREGATE ? "AGG" : type == KeysType.UNIQUE ? "UNIQUE" : "DUP",
                            type == KeysType.AGGREGATE ? "specify" : "not specify",
                            column.name()));
        }
        aggregation.ifPresent(function -> requireFitting(function, column));
    }

    private static void requireFitting(Aggregation aggregation, Column column) {
        boolean fits = switch (aggregation) {
            case SUM -> NUMBERS.contains(column.type().kind());
            case MIN, MAX -> column.type().kind() != Kind.JSON;
            case REPLACE, REPLACE_IF_NOT_NULL -> true;
        };
        if (!fits) {
            throw invalid("Column '%s' of type %s cannot have the aggregation %s"
                    .formatted(column.name(), column.type(), aggregation));
        }
    }

    /** Equal for equal columns; positive, since it becomes the name of a directory. */
    private static int schemaHash(KeysType type, List<Column> columns) {
        int hash = type == KeysType.DUPLICATE ? 1 : type.name().hashCode();
        for (Column column : columns) {
            hash = 31 * hash
                    + "%s %s %s %s%s"
                            .formatted(
                                    column.name(),
                                    column.type(),
                                    column.isKey(),
                                    column.isNullable(),
                                    column.aggregation().map(" %s"::formatted).orElse(""))
                            .hashCode();
        }
        return (hash & Integer.MAX_VALUE) | 1;
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}
