package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.ServerParts;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code CREATE TABLE}. */
public record CreateTable(
        QualifiedName table,
        IfNotExists ifNotExists,
        List<Column> columns,
        Optional<KeysDefinition> keys,
        String comment,
        Optional<PartitioningDefinition> partitioning,
        Optional<Distribution> distribution,
        Map<String, String> properties)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "CREATE TABLE",
            "CREATE TABLE [IF NOT EXISTS] [database.]table (column TYPE [SUM | MIN | MAX | REPLACE | REPLACE_IF_NOT_NULL] [NOT NULL] [DEFAULT \"…\"] [COMMENT \"…\"], …) [{DUPLICATE | UNIQUE | AGGREGATE} KEY (…)] [COMMENT \"…\"] [PARTITION BY {RANGE | LIST} (…) (…)] [DISTRIBUTED BY {HASH (…) | RANDOM} BUCKETS {n | AUTO}] [PROPERTIES (…)]",
            Privilege.CREATE,
            "Creates a table.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.CREATE, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.database(table.database());
        ServerParts parts = context.parts();
        if (parts.catalog().requireDatabase(database).table(table.name()).isPresent()) {
            if (ifNotExists == IfNotExists.TOLERANT) {
                return Outcome.ok();
            }
            throw new RefusedException(Reason.TABLE_EXISTS, "Table '%s' already exists".formatted(table.name()));
        }
        TableBlueprint blueprint = TableBlueprint.of(this);
        Table created = parts.catalog()
                .change(change -> blueprint.build(change, parts.tablets().backendId()));
        Tablets.createAll(
                parts.tablets(),
                created.partitions(),
                () -> parts.catalog().change(change -> {
                    change.addTable(database, created);
                    return created;
                }));
        if (DynamicPartitionProperties.areIn(properties)) {
            parts.dynamicPartitions().propertiesSet(database, created);
        }
        return Outcome.ok();
    }
}
