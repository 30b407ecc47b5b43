package io.nineveh.server.sql.jobs;

import io.nineveh.backup.job.RestoreJob;
import io.nineveh.backup.job.RestoreObject;
import io.nineveh.backup.job.RestoreOption;
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
import java.util.Set;
import java.util.stream.IntStream;

/** {@code SHOW RESTORE}. */
public record ShowRestore(Columns columns, Optional<String> database, NameFilter labels) implements Statement {
    private static final List<String> COLUMNS = List.of(
            "JobId",
            "Label",
            "Timestamp",
            "DbName",
            "State",
            "AllowLoad",
            "ReplicationNum",
            "ReplicaAllocation",
            "ReserveReplica",
            "ReserveDynamicPartitionEnable",
            "RestoreObjs",
            "CreateTime",
            "MetaPreparedTime",
            "SnapshotFinishedTime",
            "DownloadFinishedTime",
            "FinishedTime",
            "UnfinishedTasks",
            "Progress",
            "TaskErrMsg",
            "Status",
            "Timeout");
    private static final Set<String> LEFT_OUT_WHEN_BRIEF = Set.of("RestoreObjs", "Progress", "TaskErrMsg");

    public static final StatementForm FORM = new StatementForm(
            "SHOW RESTORE",
            "SHOW [BRIEF] RESTORE [FROM database] [WHERE LABEL = \"label\" | LABEL LIKE \"pattern\"]",
            Privilege.LOAD,
            "Lists the last restores of a database, the newest first.");

    /** Which columns it has. */
    public enum Columns {
        ALL,
        /** Without RestoreObjs, Progress and TaskErrMsg. */
        BRIEF
    }

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
        TextTable table = TextTable.of(COLUMNS.stream().filter(this::isShown).toList());
        for (RestoreJob job :
                JobsOfDatabase.find(context, database, context.parts().jobs()::restores)) {
            if (labels.matches(job.label())) {
                List<Object> cells = cells(job, zone);
                table.row(IntStream.range(0, COLUMNS.size())
                        .filter(i -> isShown(COLUMNS.get(i)))
                        .mapToObj(cells::get)
                        .toArray());
            }
        }
        return table.outcome();
    }

    private boolean isShown(String column) {
        return columns == Columns.ALL || !LEFT_OUT_WHEN_BRIEF.contains(column);
    }

    private static List<Object> cells(RestoreJob job, ZoneId zone) {
        return List.of(
                job.jobId(),
                job.label(),
                job.timestamp(),
                job.database(),
                job.state(),
                job.options().contains(RestoreOption.ALLOW_LOAD),
                job.replicationNum(),
                "tag.location.default: " + job.replicationNum(),
                job.options().contains(RestoreOption.RESERVE_REPLICA),
                job.options().contains(RestoreOption.RESERVE_DYNAMIC_PARTITION_ENABLE),
                Cells.list(job.objects(), ShowRestore::text),
                Cells.time(job.createTime(), zone),
                Cells.time(job.metaPreparedTime(), zone),
                Cells.time(job.snapshotFinishedTime(), zone),
                Cells.time(job.downloadFinishedTime(), zone),
                Cells.time(job.finishedTime(), zone),
                TaskCells.unfinished(job.tasks()),
                TaskCells.progress(job.tasks()),
                TaskCells.errors(job.tasks()),
                job.status(),
                job.timeout().toSeconds());
    }

    private static String text(RestoreObject object) {
        String partitions = object.partitions().isEmpty() ? "" : " PARTITIONS " + object.partitions();
        return object.table()
                + partitions
                + object.alias().map(" AS %s"::formatted).orElse("");
    }
}
