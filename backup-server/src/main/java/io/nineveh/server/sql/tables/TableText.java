package io.nineveh.server.sql.tables;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.PartitionUnit;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableIndex;
import io.nineveh.server.sql.SqlText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tables written as statements. */
final class TableText {
    private TableText() {}

    /**
     * A statement that makes such a table, without its rows.
     *
     * @param words with which it begins
     */
    static String of(String words, Table table) {
        StringBuilder text = new StringBuilder(words)
                .append(' ')
                .append(SqlText.quoteName(table.name()))
                .append(" (\n");
        text.append(table.schema().columns().stream().map(TableText::column).collect(joining(",\n")));
        table.indexes().forEach(index -> text.append(",\n").append(index(index)));
        text.append("\n) ENGINE=OLAP");
        List<String> keys = table.schema().columns().stream()
                .filter(Column::isKey)
                .map(Column::name)
                .toList();
        if (!keys.isEmpty()) {
            text.append("\n%s KEY(%s)".formatted(table.schema().keysType(), names(keys)));
        }
        if (!table.comment().isEmpty()) {
            text.append("\nCOMMENT ").append(SqlText.quoteString(table.comment()));
        }
        if (table.partitioning().kind() != Partitioning.Kind.UNPARTITIONED) {
            text.append("\n%s\n(%s)"
                    .formatted(
                            partitioning(table.partitioning()),
                            table.partitions().stream()
                                    .map(TableText::partition)
                                    .collect(joining(",\n"))));
        }
        text.append("\nDISTRIBUTED BY ")
                .append(
                        table.distribution().columns().isEmpty()
                                ? "RANDOM"
                                : "HASH(%s)"
                                        .formatted(names(table.distribution().columns())))
                .append(" BUCKETS ")
                .append(table.distribution().buckets());
        if (!table.properties().isEmpty()) {
            text.append("\nPROPERTIES (\n%s\n)".formatted(properties(table)));
        }
        return text.append(';').toString();
    }

    /** A range as SHOW PARTITIONS has it: {@code [("2026-01-01"), ("2026-02-01"))}, or the values of a list partition. */
    static String range(PartitionRange range) {
        return range.text(SqlText::quoteString);
    }

    private static String column(Column column) {
        return "  %s %s%s %s%s%s"
                .formatted(
                        SqlText.quoteName(column.name()),
                        column.type(),
                        column.aggregation().map(" %s"::formatted).orElse(""),
                        column.isNullable() ? "NULL" : "NOT NULL",
                        column.defaultValue()
                                .map(value -> " DEFAULT " + defaultValue(column, value))
                                .orElse(""),
                        column.comment().isEmpty() ? "" : " COMMENT " + SqlText.quoteString(column.comment()));
    }

    private static String index(TableIndex index) {
        return "  INDEX %s (%s) USING %s%s%s"
                .formatted(
                        SqlText.quoteName(index.name()),
                        names(index.columns()),
                        index.kind(),
                        index.properties().isEmpty() ? "" : " PROPERTIES" + indexProperties(index),
                        index.comment().isEmpty() ? "" : " COMMENT " + SqlText.quoteString(index.comment()));
    }

    /** As SHOW INDEX has them: {@code ("parser" = "english")}; nothing when there are none. */
    static String indexProperties(TableIndex index) {
        return index.properties().isEmpty()
                ? ""
                : index.properties().entrySet().stream()
                        .map(TableText::property)
                        .collect(joining(", ", "(", ")"));
    }

    private static String defaultValue(Column column, String value) {
        return ColumnLiteral.isNow(column.type(), value) ? value : SqlText.quoteString(value);
    }

    private static String partitioning(Partitioning partitioning) {
        String columns = names(partitioning.columns());
        return "%sPARTITION BY %s(%s)"
                .formatted(
                        partitioning.automatic().map(unit -> "AUTO ").orElse(""),
                        partitioning.kind(),
                        partitioning
                                .automatic()
                                .filter(unit -> unit != PartitionUnit.VALUE)
                                .map(unit -> "date_trunc(%s, '%s')"
                                        .formatted(columns, unit.name().toLowerCase(Locale.ROOT)))
                                .orElse(columns));
    }

    /** A range without a lower bound can only be written as LESS THAN; it is the first one. */
    private static String partition(Partition partition) {
        PartitionRange range = partition.range();
        String clause = range.values().isPresent() ? "IN " + range(range) : range(range);
        return "PARTITION %s VALUES %s"
                .formatted(
                        SqlText.quoteName(partition.name()),
                        range.values().isEmpty() && range.lower().isEmpty()
                                ? "LESS THAN " + range.upperText(SqlText::quoteString)
                                : clause);
    }

    private static String names(List<String> names) {
        return names.stream().map(SqlText::quoteName).collect(joining(", "));
    }

    private static String properties(Table table) {
        return new TreeMap<>(table.properties())
                .entrySet().stream().map(property -> "  " + property(property)).collect(joining(",\n"));
    }

    private static String property(Map.Entry<String, String> property) {
        return "%s = %s".formatted(SqlText.quoteString(property.getKey()), SqlText.quoteString(property.getValue()));
    }
}
