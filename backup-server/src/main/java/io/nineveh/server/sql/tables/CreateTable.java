package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.ServerParts;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code CREATE TABLE}. */
public record CreateTable(
        QualifiedName table,
        IfNotExists ifNotExists,
        List<Column> columns,
        List<IndexDefinition> indexes,
        Optional<KeysDefinition> keys,
        String comment,
        Optional<PartitioningDefinition> partitioning,
        Optional<Distribution> distribution,
        Map<String, String> properties)
        implements TableCreation {
    public static final StatementForm FORM = new StatementForm(
            "CREATE TABLE",
            "CREATE TABLE [IF NOT EXISTS] [database.]table (column TYPE [SUM | MIN | MAX | REPLACE | REPLACE_IF_NOT_NULL] [NOT NULL] [DEFAULT \"…\"] [COMMENT \"…\"], … [, INDEX name (column) [USING {INVERTED | BITMAP | NGRAM_BF}] [PROPERTIES (…)] [COMMENT \"…\"], …]) [{DUPLICATE | UNIQUE | AGGREGATE} KEY (…)] [COMMENT \"…\"] [[AUTO] PARTITION BY {RANGE | LIST} (…) (…)] [DISTRIBUTED BY {HASH (…) | RANDOM} BUCKETS {n | AUTO}] [PROPERTIES (…)]",
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
    public CreateTable in(String database) {
        return new CreateTable(
                QualifiedName.of(database, table.name()),
                ifNotExists,
                columns,
                indexes,
                keys,
                comment,
                partitioning,
                distribution,
                properties);
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.database(table.database());
        ServerParts parts = context.parts();
        if (isThere(new TableName(database, table.name()), ifNotExists, parts)) {
            return Outcome.ok();
        }
        TableBlueprint blueprint = TableBlueprint.of(this);
        create(database, blueprint::build, parts);
        return Outcome.ok();
    }

    /**
     * Whether a table is there already and that is all right.
     *
     * @throws RefusedException when it is there and must not be
     */
    static boolean isThere(TableName table, IfNotExists ifNotExists, ServerParts parts) {
        boolean isThere = parts.catalog()
                .requireDatabase(table.database())
                .table(table.table())
                .isPresent();
        if (isThere && ifNotExists == IfNotExists.REQUIRED) {
            throw new RefusedException(Reason.TABLE_EXISTS, "Table '%s' already exists".formatted(table.table()));
        }
        return isThere;
    }

    /** Gives a table its ids. */
    interface Building {
        Table build(CatalogChange change, long backendId);
    }

    /** Makes the tablets of a table, and then the table visible. */
    static void create(String database, Building building, ServerParts parts) {
        Table created = parts.catalog()
                .change(change -> building.build(change, parts.tablets().backendId()));
        Tablets.createAll(
                parts.tablets(),
                created.partitions(),
                () -> parts.catalog().change(change -> {
                    change.addTable(database, created);
                    return created;
                }));
        if (DynamicPartitionProperties.areIn(created.properties())) {
            parts.dynamicPartitions().propertiesSet(database, created);
        }
    }
}
