package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.BloomFilterColumns;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableIndex;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which indexes and bloom filters a table may have together. */
final class TableIndexes {
    private static final Set<Kind> WITHOUT_BLOOM_FILTER =
            EnumSet.of(Kind.BOOLEAN, Kind.TINYINT, Kind.FLOAT, Kind.DOUBLE, Kind.JSON);

    private TableIndexes() {}

    /**
     * The indexes of a new table.
     *
     * @throws RefusedException when a table with these columns cannot have them
     */
    static List<TableIndex> of(List<IndexDefinition> definitions, TableSchema schema) {
        List<TableIndex> indexes = new ArrayList<>();
        definitions.forEach(definition -> add(definition.over(schema), indexes));
        return List.copyOf(indexes);
    }

    /**
     * Adds an index to others.
     *
     * @throws RefusedException when it is there already, by name or by what it does
     */
    static void add(TableIndex index, List<TableIndex> indexes) {
        for (TableIndex other : indexes) {
            if (other.isNamed(index.name())) {
                throw invalid("index '%s' already exists: index name must be unique".formatted(index.name()));
            }
            if (other.kind() == index.kind() && other.columns().equals(index.columns())) {
                throw invalid("%s index for columns %s already exists: it is '%s', and '%s' would be the same"
                        .formatted(index.kind(), index.columns(), other.name(), index.name()));
            }
        }
        indexes.add(index);
    }

    /**
     * Returns when all indexes and bloom filters of a table are such as its columns allow.
     *
     * @throws RefusedException naming one that is not
     */
    static void requireFit(Table table) {
        table.indexes().forEach(index -> IndexDefinition.requireFits(index, table.schema()));
        requireBloomFiltersFit(table.properties(), table.schema());
        Set<String> filtered = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        filtered.addAll(BloomFilterColumns.of(table.properties()));
        table.indexes().stream()
                .filter(index -> index.kind() == TableIndex.Kind.NGRAM_BF)
                .filter(index -> filtered.containsAll(index.columns()))
                .findFirst()
                .ifPresent(index -> {
                    throw invalid(
                            "%s should have only one ngram bloom filter index or bloom filter index: index '%s' and the property \"%s\" are two"
                                    .formatted(index.columns().get(0), index.name(), BloomFilterColumns.PROPERTY));
                });
    }

    /**
     * Returns when the property for bloom filters names columns that can have one.
     *
     * @throws RefusedException naming one that cannot
     */
    static void requireBloomFiltersFit(Map<String, String> properties, TableSchema schema) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : BloomFilterColumns.of(properties)) {
            Column column = schema.column(name)
                    .orElseThrow(() -> new RefusedException(
                            Reason.UNKNOWN_COLUMN,
                            "Bloom filter column does not exist in table. invalid column: '%s' of the property \"%s\""
                                    .formatted(name, BloomFilterColumns.PROPERTY)));
            if (WITHOUT_BLOOM_FILTER.contains(column.type().kind())) {
                throw invalid("%s is not supported in bloom filter index. invalid column: %s"
                        .formatted(column.type().toString().toUpperCase(Locale.ROOT), name));
            }
            if (schema.keysType() == KeysType.AGGREGATE && !column.isKey()) {
                throw invalid(
                        "Bloom filter index only used in columns of UNIQUE_KEYS/DUP_KEYS table or key columns of AGG_KEYS table. invalid column: "
                                + name);
            }
            if (!seen.add(name)) {
                throw invalid("Reduplicated bloom filter column: " + name);
            }
        }
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}
