package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.TableSchema.KeysType;
import java.util.List;

/** {@code DUPLICATE KEY (…)} and its kin. */
public record KeysDefinition(KeysType type, List<String> columns) {
    public KeysDefinition {
        requireNonNull(type, "type");
        columns = List.copyOf(columns);
    }
}
