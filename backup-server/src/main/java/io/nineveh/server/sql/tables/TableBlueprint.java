package io.nineveh.server.sql.tables;

import static java.util.stream.Collectors.toCollection;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import io.nineveh.server.sql.ObjectNames;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A table that CREATE TABLE describes, all of it checked, without ids.
 *
 * @param definition whose column names may be spelled in another letter case than those of the schema
 * @param ranges of its partitions; for a table without partitions one, of all rows
 */
record TableBlueprint(CreateTable definition, TableSchema schema, Partitioning partitioning, List<NamedRange> ranges) {
    private static final Set<Kind> NEVER_KEYS = EnumSet.of(Kind.FLOAT, Kind.DOUBLE, Kind.STRING, Kind.JSON);
    private static final Set<Kind> PARTITION_KINDS =
            EnumSet.of(Kind.TINYINT, Kind.SMALLINT, Kind.INT, Kind.BIGINT, Kind.LARGEINT, Kind.DATE, Kind.DATETIME);

    /** How many columns are the key when the statement does not say. */
    private static final int DEFAULT_KEY_COLUMNS = 3;

    static TableBlueprint of(CreateTable definition) {
        ObjectNames.requireValid("table", definition.table().name());
        requireValidColumns(definition.columns());
        requireOneReplica(definition.properties());
        TableSchema schema = schema(definition);
        requireColumns(schema, definition.distribution().columns(), "DISTRIBUTED BY HASH");
        Optional<PartitioningDefinition> partitioning = definition.partitioning();
        if (partitioning.isEmpty()) {
            return new TableBlueprint(
                    definition,
                    schema,
                    Partitioning.none(),
                    List.of(new NamedRange(definition.table().name(), PartitionRange.unbounded())));
        }
        List<Column> by = partitionColumns(schema, partitioning.orElseThrow());
        return new TableBlueprint(
                definition,
                schema,
                Partitioning.byRange(by.stream().map(Column::name).toList()),
                new RangePartitions(by, List.of())
                        .resolve(partitioning.orElseThrow().partitions()));
    }

    /** The table with new ids. Nothing is known of it before it is added to the catalog. */
    Table build(CatalogChange change, long backendId) {
        Table empty = new Table(
                change.newId(),
                definition.table().name(),
                schema,
                partitioning,
                definition.distribution(),
                definition.properties(),
                definition.comment(),
                List.of());
        return empty.withPartitions(Tablets.plan(change, backendId, empty, ranges));
    }

    private static void requireValidColumns(List<Column> columns) {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            ObjectNames.requireValidColumn(column.name());
            if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                throw invalid("Duplicate column name '%s'".formatted(column.name()));
            }
            column.defaultValue().ifPresent(value -> {
                String unused = ColumnLiteral.normalize(column.name(), column.type(), value);
            });
        }
    }

    /** There is one backend, which holds a tablet once. */
    private static void requireOneReplica(Map<String, String> properties) {
        String replicas = properties.getOrDefault("replication_num", "1");
        if (!replicas.equals("1")) {
            throw invalid("replication_num is %s, and there is one backend: set \"replication_num\" = \"1\""
                    .formatted(replicas));
        }
    }

    private static TableSchema schema(CreateTable definition) {
        List<Column> columns = definition.columns();
        int keys = definition.keys().isPresent()
                ? countOfGivenKeys(columns, definition.keys().orElseThrow())
                : countOfDefaultKeys(columns);
        List<Column> withKeys = IntStream.range(0, columns.size())
                .mapToObj(i -> withKey(columns.get(i), i < keys))
                .toList();
        return new TableSchema(schemaHash(withKeys), KeysType.DUPLICATE, withKeys);
    }

    private static int countOfGivenKeys(List<Column> columns, List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (i >= columns.size() || !columns.get(i).name().equalsIgnoreCase(keys.get(i))) {
                throw invalid("Key columns must be the first columns of the table, in their order: '%s' is not"
                        .formatted(keys.get(i)));
            }
            if (NEVER_KEYS.contains(columns.get(i).type().kind())) {
                throw invalid("Column '%s' of type %s cannot be a key"
                        .formatted(columns.get(i).name(), columns.get(i).type()));
            }
        }
        return keys.size();
    }

    private static int countOfDefaultKeys(List<Column> columns) {
        int marked = (int) columns.stream().takeWhile(Column::isKey).count();
        if (marked > 0) {
            return marked;
        }
        return (int) columns.stream()
                .limit(DEFAULT_KEY_COLUMNS)
                .takeWhile(column -> !NEVER_KEYS.contains(column.type().kind()))
                .count();
    }

    private static Column withKey(Column column, boolean isKey) {
        return new Column(
                column.name(), column.type(), isKey, column.isNullable(), column.defaultValue(), column.comment(), Optional.empty());
    }

    /** Equal for equal columns; positive, since it becomes the name of a directory. */
    private static int schemaHash(List<Column> columns) {
        int hash = 1;
        for (Column column : columns) {
            hash = 31 * hash
                    + "%s %s %s %s"
                            .formatted(column.name(), column.type(), column.isKey(), column.isNullable())
                            .hashCode();
        }
        return (hash & Integer.MAX_VALUE) | 1;
    }

    private static List<Column> partitionColumns(TableSchema schema, PartitioningDefinition partitioning) {
        List<Column> columns = requireColumns(schema, partitioning.columns(), "PARTITION BY RANGE");
        for (Column column : columns) {
            ColumnType type = column.type();
            if (!PARTITION_KINDS.contains(type.kind())) {
                throw invalid("Column '%s' of type %s cannot be a partition column: use an integer, DATE or DATETIME"
                        .formatted(column.name(), type));
            }
        }
        return columns;
    }

    private static List<Column> requireColumns(TableSchema schema, List<String> names, String clause) {
        Set<String> distinct =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(toCollection(LinkedHashSet::new));
        if (distinct.size() < names.size()) {
            throw invalid("%s names a column twice: %s".formatted(clause, names));
        }
        return names.stream()
                .map(name -> schema.column(name)
                        .orElseThrow(() -> new RefusedException(
                                Reason.UNKNOWN_COLUMN, "Unknown column '%s' in %s".formatted(name, clause))))
                .toList();
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}
