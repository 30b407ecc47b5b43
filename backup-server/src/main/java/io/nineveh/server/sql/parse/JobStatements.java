package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.BackupSnapshotContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CancelBackupContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CancelRestoreContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RestoreSnapshotContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowBackupContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowRestoreContext;
import io.nineveh.server.sql.jobs.BackupProperties;
import io.nineveh.server.sql.jobs.BackupSnapshot;
import io.nineveh.server.sql.jobs.CancelBackup;
import io.nineveh.server.sql.jobs.CancelRestore;
import io.nineveh.server.sql.jobs.RestoreProperties;
import io.nineveh.server.sql.jobs.RestoreSnapshot;
import io.nineveh.server.sql.jobs.ShowBackup;
import io.nineveh.server.sql.jobs.ShowRestore;
import io.nineveh.server.sql.jobs.ShowRestore.Columns;
import java.util.List;

/** The statements about backups and restores. */
final class JobStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(
            BackupSnapshot.FORM,
            ShowBackup.FORM,
            CancelBackup.FORM,
            RestoreSnapshot.FORM,
            ShowRestore.FORM,
            CancelRestore.FORM);

    private static final String BACKUP_WHERE =
            "Where clause should like: SnapshotName = \"your_snapshot_name\",  or SnapshotName LIKE \"matcher\"";
    private static final String RESTORE_WHERE =
            "Where clause should like: LABEL = \"your_label_name\",  or LABEL LIKE \"matcher\"";

    @Override
    public Statement visitBackupSnapshot(BackupSnapshotContext context) {
        return new BackupSnapshot(
                Names.qualifiedName(context.qualifiedName()),
                Names.name(context.identifier()),
                JobParts.selection(context.selection(), "Do not support backuping temp partitions"),
                BackupProperties.of(Names.properties(context.properties())));
    }

    @Override
    public Statement visitShowBackup(ShowBackupContext context) {
        return new ShowBackup(
                Names.database(context.inDatabase()),
                JobParts.filter(context.condition(), "SnapshotName", BACKUP_WHERE));
    }

    @Override
    public Statement visitCancelBackup(CancelBackupContext context) {
        return new CancelBackup(Names.database(context.inDatabase()));
    }

    @Override
    public Statement visitRestoreSnapshot(RestoreSnapshotContext context) {
        return new RestoreSnapshot(
                Names.qualifiedName(context.qualifiedName()),
                Names.name(context.identifier()),
                JobParts.selection(context.selection(), "Do not support restoring temporary partitions"),
                RestoreProperties.of(Names.properties(context.properties())));
    }

    @Override
    public Statement visitShowRestore(ShowRestoreContext context) {
        return new ShowRestore(
                context.BRIEF() == null ? Columns.ALL : Columns.BRIEF,
                Names.database(context.inDatabase()),
                JobParts.filter(context.condition(), "LABEL", RESTORE_WHERE));
    }

    @Override
    public Statement visitCancelRestore(CancelRestoreContext context) {
        return new CancelRestore(Names.database(context.inDatabase()));
    }
}
