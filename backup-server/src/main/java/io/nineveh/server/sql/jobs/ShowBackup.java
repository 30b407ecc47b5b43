package io.nineveh.server.sql.jobs;

import io.nineveh.backup.job.BackupJob;
import io.nineveh.backup.job.BackupObject;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.JobsOfDatabase;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code SHOW BACKUP}. */
public record ShowBackup(Optional<String> database, NameFilter labels) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW BACKUP",
            "SHOW BACKUP [FROM database] [WHERE SnapshotName = \"label\" | SnapshotName LIKE \"pattern\"]",
            Privilege.LOAD,
            "Lists the last backups of a database, the newest first.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onDatabase(Privilege.LOAD, context.database(database)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        ZoneId zone = context.parts().zone();
        TextTable table = TextTable.of(
                "JobId",
                "SnapshotName",
                "DbName",
                "State",
                "BackupObjs",
                "CreateTime",
                "SnapshotFinishedTime",
                "UploadFinishedTime",
                "FinishedTime",
                "UnfinishedTasks",
                "Progress",
                "TaskErrMsg",
                "Status",
                "Timeout");
        for (BackupJob job :
                JobsOfDatabase.find(context, database, context.parts().jobs()::backups)) {
            if (labels.matches(job.label())) {
                table.row(
                        job.jobId(),
                        job.label(),
                        job.database(),
                        job.state(),
                        Cells.list(job.objects(), object -> "[%s]".formatted(text(job.database(), object))),
                        Cells.time(job.createTime(), zone),
                        Cells.time(job.snapshotFinishedTime(), zone),
                        Cells.time(job.uploadFinishedTime(), zone),
                        Cells.time(job.finishedTime(), zone),
                        TaskCells.unfinished(job.tasks()),
                        TaskCells.progress(job.tasks()),
                        TaskCells.errors(job.tasks()),
                        job.status(),
                        job.timeout().toSeconds());
            }
        }
        return table.outcome();
    }

    private static String text(String database, BackupObject object) {
        String table = "%s.%s".formatted(database, object.table());
        return object.partitions().isEmpty()
                ? table
                : "%s PARTITIONS (%s)".formatted(table, String.join(", ", object.partitions()));
    }
}
