package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.TableSchema;
import java.util.Map;

/** What the properties of a table may be. Those that mean nothing here are kept as they are given. */
final class TableProperties {
    /** Properties that would change which row of a key is kept. */
    private static final String SEQUENCE = "function_column.";

    private TableProperties() {}

    /**
     * Returns when a table of this form may have these properties.
     *
     * @throws RefusedException naming one that it may not have
     */
    static void requireValid(
            Map<String, String> properties, TableSchema schema, Partitioning partitioning, Distribution distribution) {
        // there is one backend, which holds a tablet once
        String replicas = properties.getOrDefault("replication_num", "1");
        if (!replicas.equals("1")) {
            throw new RefusedException(
                    Reason.INVALID,
                    "replication_num is %s, and there is one backend: set \"replication_num\" = \"1\""
                            .formatted(replicas));
        }
        properties.keySet().stream()
                .filter(key -> key.startsWith(SEQUENCE))
                .findFirst()
                .ifPresent(key -> {
                    throw new RefusedException(
                            Reason.NOT_SUPPORTED,
                            "the property \"%s\" is not supported: of rows with equal keys the last one written is kept"
                                    .formatted(key));
                });
        TableIndexes.requireBloomFiltersFit(properties, schema);
        DynamicPartitionRule.of(properties)
                .ifPresent(rule -> rule.requireFits(partitioning, schema, distribution.buckets()));
    }
}
