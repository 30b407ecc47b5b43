package io.nineveh.server.sql.tables;

import static java.util.stream.Collectors.toCollection;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Aggregation;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.PartitionUnit;
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
import java.util.Optional;
import java.util.Set;

/**
 * A table that CREATE TABLE describes, all of it checked, without ids.
 *
 * @param definition whose column names may be spelled in another letter case than those of the schema
 * @param ranges of its partitions; for a table without partitions one, of all rows
 */
record TableBlueprint(
        CreateTable definition,
        TableSchema schema,
        Distribution distribution,
        Partitioning partitioning,
        List<NamedRange> ranges) {
    private static final Set<Kind> RANGE_KINDS =
            EnumSet.of(Kind.TINYINT, Kind.SMALLINT, Kind.INT, Kind.BIGINT, Kind.LARGEINT, Kind.DATE, Kind.DATETIME);
    private static final Set<Kind> LIST_KINDS = EnumSet.of(Kind.BOOLEAN, Kind.CHAR, Kind.VARCHAR);

    static {
        LIST_KINDS.addAll(RANGE_KINDS);
    }

    static TableBlueprint of(CreateTable definition) {
        ObjectNames.requireValid("table", definition.table().name());
        requireValidColumns(definition.columns());
        TableSchema schema = KeyColumns.schema(definition.columns(), definition.keys());
        Distribution distribution = distribution(definition, schema);
        requireKeys(schema, requireColumns(schema, distribution.columns(), "DISTRIBUTED BY HASH"), "Distribution");
        Optional<PartitioningDefinition> partitioning = definition.partitioning();
        if (partitioning.isEmpty()) {
            requireValidProperties(definition, schema, Partitioning.none(), distribution);
            return new TableBlueprint(
                    definition,
                    schema,
                    distribution,
                    Partitioning.none(),
                    List.of(new NamedRange(definition.table().name(), PartitionRange.unbounded())));
        }
        List<Column> by = partitionColumns(schema, partitioning.orElseThrow());
        requireKeys(schema, by, "Partition");
        Partitioning.Kind kind = partitioning.orElseThrow().kind();
        Optional<PartitionUnit> automatic = partitioning.orElseThrow().automatic();
        automatic.ifPresent(unit -> requireUsable(unit, by));
        Partitioning byColumns =
                new Partitioning(kind, by.stream().map(Column::name).toList(), automatic);
        requireValidProperties(definition, schema, byColumns, distribution);
        return new TableBlueprint(
                definition,
                schema,
                distribution,
                byColumns,
                TablePartitions.none(kind, by)
                        .resolve(partitioning.orElseThrow().partitions()));
    }

    private static void requireValidProperties(
            CreateTable definition, TableSchema schema, Partitioning partitioning, Distribution distribution) {
        TableProperties.requireValid(definition.properties(), schema, partitioning, distribution);
    }

    /** The table with new ids. Nothing is known of it before it is added to the catalog. */
    Table build(CatalogChange change, long backendId) {
        Table empty = new Table(
                change.newId(),
                definition.table().name(),
                schema,
                partitioning,
                distribution,
                definition.properties(),
                definition.comment(),
                List.of(),
                TableIndexes.of(definition.indexes(), schema),
                List.of());
        TableIndexes.requireFit(empty);
        return empty.withPartitions(Tablets.plan(change, backendId, empty, ranges));
    }

    private static void requireValidColumns(List<Column> columns) {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            ObjectNames.requireValidColumn(column.name());
            if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                throw invalid("Duplicate column name '%s'".formatted(column.name()));
            }
            Optional<String> literal =
                    column.defaultValue().filter(value -> !ColumnLiteral.isNow(column.type(), value));
            literal.ifPresent(value -> {
                String unused = ColumnLiteral.normalize(column.name(), column.type(), value);
            });
        }
    }

    /** Rows with equal keys have to come together in one tablet, unless they are only added up. */
    private static Distribution distribution(CreateTable definition, TableSchema schema) {
        List<String> keys = schema.columns().stream()
                .filter(Column::isKey)
                .map(Column::name)
                .toList();
        if (schema.keysType() == KeysType.DUPLICATE) {
            return definition.distribution().orElse(new Distribution(List.of(), Distribution.AUTOMATIC_BUCKETS));
        }
        Distribution distribution =
                definition.distribution().orElse(new Distribution(keys, Distribution.AUTOMATIC_BUCKETS));
        boolean isReplacing = schema.keysType() == KeysType.UNIQUE
                || schema.columns().stream()
                        .anyMatch(column -> column.aggregation()
                                .filter(Aggregation::isReplacing)
                                .isPresent());
        if (isReplacing && distribution.columns().isEmpty()) {
            throw invalid(
                    "Create %s keys table should not contain random distribution desc: write DISTRIBUTED BY HASH (%s)"
                            .formatted(schema.keysType().name().toLowerCase(Locale.ROOT), String.join(", ", keys)));
        }
        return distribution;
    }

    private static void requireKeys(TableSchema schema, List<Column> columns, String what) {
        for (Column column : columns) {
            if (schema.keysType() != KeysType.DUPLICATE && !column.isKey()) {
                throw invalid("%s column[%s] is not key column".formatted(what, column.name()));
            }
        }
    }

    private static void requireUsable(PartitionUnit unit, List<Column> by) {
        if (unit == PartitionUnit.VALUE) {
            return;
        }
        Column column = by.get(0);
        Kind kind = column.type().kind();
        if (kind != Kind.DATE && kind != Kind.DATETIME) {
            throw invalid(
                    "AUTO PARTITION BY RANGE (date_trunc(…)) needs a column of type DATE or DATETIME, and '%s' is %s"
                            .formatted(column.name(), column.type()));
        }
        if (column.isNullable()) {
            throw invalid("AUTO RANGE PARTITION doesn't support NULL column: define '%s' as NOT NULL"
                    .formatted(column.name()));
        }
    }

    private static List<Column> partitionColumns(TableSchema schema, PartitioningDefinition partitioning) {
        List<Column> columns = requireColumns(schema, partitioning.columns(), "PARTITION BY " + partitioning.kind());
        Set<Kind> kinds = partitioning.kind() == Partitioning.Kind.LIST ? LIST_KINDS : RANGE_KINDS;
        for (Column column : columns) {
            ColumnType type = column.type();
            if (!kinds.contains(type.kind())) {
                throw invalid("Column '%s' of type %s cannot be a partition column; use one of the types %s"
                        .formatted(column.name(), type, kinds));
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
