package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableIndex;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code CREATE INDEX}, {@code DROP INDEX}, and {@code ALTER TABLE} with the same, several at once: all of them are made or none.
 *
 * @param form the one of them that was written
 */
public record ChangeIndexes(StatementForm form, QualifiedName table, List<IndexChange> changes) implements Statement {
    public static final StatementForm CREATE = new StatementForm(
            "CREATE INDEX",
            "CREATE INDEX [IF NOT EXISTS] name ON [database.]table (column) [USING {INVERTED | BITMAP | NGRAM_BF}] [PROPERTIES (…)] [COMMENT \"…\"]",
            Privilege.ALTER,
            "Adds an index to a table, which keeps it and reads its rows as before.");
    public static final StatementForm DROP = new StatementForm(
            "DROP INDEX",
            "DROP INDEX [IF EXISTS] name ON [database.]table",
            Privilege.ALTER,
            "Drops an index of a table.");
    public static final StatementForm ALTER = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table {ADD INDEX [IF NOT EXISTS] name (column) [USING …] [PROPERTIES (…)] [COMMENT \"…\"] | DROP INDEX [IF EXISTS] name}, …",
            Privilege.ALTER,
            "Adds indexes to a table and drops some.");

    public ChangeIndexes {
        requireNonNull(form, "form");
        requireNonNull(table, "table");
        changes = List.copyOf(changes);
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.ALTER, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.meant(table).database();
        context.parts().catalog().change(change -> {
            Table before = change.requireTable(database, table.name());
            Table after = changed(before);
            if (!after.equals(before)) {
                change.replaceTable(database, after);
            }
            return after;
        });
        return Outcome.ok();
    }

    private Table changed(Table before) {
        List<TableIndex> indexes = new ArrayList<>(before.indexes());
        for (IndexChange change : changes) {
            if (change instanceof IndexChange.Add add) {
                add(before, add, indexes);
            } else if (change instanceof IndexChange.Drop drop) {
                drop(before, drop, indexes);
            }
        }
        Table after = before.withIndexes(indexes);
        TableIndexes.requireFit(after);
        return after;
    }

    private static void add(Table table, IndexChange.Add add, List<TableIndex> indexes) {
        boolean isThere =
                indexes.stream().anyMatch(index -> index.isNamed(add.index().name()));
        if (!isThere || add.ifNotExists() == IfNotExists.REQUIRED) {
            TableIndexes.add(add.index().over(table.schema()), indexes);
        }
    }

    private static void drop(Table table, IndexChange.Drop drop, List<TableIndex> indexes) {
        boolean wasThere = indexes.removeIf(index -> index.isNamed(drop.name()));
        if (!wasThere && drop.ifExists() == IfExists.REQUIRED) {
            throw new RefusedException(
                    Reason.INVALID,
                    "index '%s' does not exist in table '%s'; it has %s"
                            .formatted(
                                    drop.name(),
                                    table.name(),
                                    indexes.isEmpty()
                                            ? "none"
                                            : indexes.stream()
                                                    .map(TableIndex::name)
                                                    .toList()));
        }
    }
}
