package io.nineveh.server.sql.jobs;

import static java.util.stream.Collectors.toSet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.job.BackupObject;
import io.nineveh.backup.job.BackupRequest;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code BACKUP SNAPSHOT}. */
public record BackupSnapshot(QualifiedName label, String repository, Selection selection, BackupProperties properties)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "BACKUP SNAPSHOT",
            "BACKUP SNAPSHOT [database.]label TO repository [{ON | EXCLUDE} (table [PARTITION (p, …)], …)] [PROPERTIES ([\"content\" = \"all\" | \"metadata_only\",] [\"timeout\" = \"seconds\"])]",
            Privilege.LOAD,
            "Starts a backup of tables, views, partitions or a whole database.");

    public BackupSnapshot {
        for (SelectedTable table : selection.tables()) {
            if (table.alias().isPresent()) {
                throw new RefusedException(
                        Reason.INVALID,
                        "Can not set alias for table in Backup Stmt: %s; give it when you restore"
                                .formatted(table.name()));
            }
        }
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onDatabase(Privilege.LOAD, context.database(label.database())));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.database(label.database());
        selection.tables().forEach(table -> requireLasting(new TableName(database, table.name()), context));
        long unused = context.parts()
                .jobs()
                .backup(new BackupRequest(
                        database,
                        label.name(),
                        repository,
                        objects(context, database),
                        properties.content(),
                        properties.timeout()));
        return Outcome.ok();
    }

    private static void requireLasting(TableName table, StatementContext context) {
        boolean isThere = context.parts()
                .catalog()
                .database(table.database())
                .filter(database -> database.has(table.table()))
                .isPresent();
        if (!isThere && !context.access().temporaryTables().meant(table).equals(table)) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "Table '%s' is a temporary table, which is not backed up; make a table of its rows with CREATE TABLE … AS SELECT"
                            .formatted(table.table()));
        }
    }

    private List<BackupObject> objects(StatementContext context, String database) {
        return switch (selection.kind()) {
            case ALL -> List.of();
            case ON ->
                selection.tables().stream()
                        .map(table -> new BackupObject(table.name(), table.partitions()))
                        .toList();
            case EXCLUDE -> remaining(context.parts().catalog().requireDatabase(database));
        };
    }

    private List<BackupObject> remaining(Database database) {
        Set<String> excluded =
                selection.tables().stream().map(SelectedTable::name).collect(toSet());
        excluded.forEach(name -> requireTable(database, name));
        List<BackupObject> objects = Stream.concat(
                        database.tables().stream().map(Table::name),
                        database.views().stream().map(View::name))
                .filter(name -> !excluded.contains(name))
                .map(name -> new BackupObject(name, List.of()))
                .toList();
        if (objects.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "EXCLUDE leaves no table of database '%s' to back up; exclude fewer".formatted(database.name()));
        }
        return objects;
    }

    private static void requireTable(Database database, String name) {
        if (!database.has(name)) {
            throw new RefusedException(
                    Reason.UNKNOWN_TABLE, "Unknown table '%s' in database '%s'".formatted(name, database.name()));
        }
    }
}
