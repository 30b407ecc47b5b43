package io.nineveh.server.sql.loads;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.load.DataJobState;
import io.nineveh.backup.load.ExportJob;
import io.nineveh.backup.meta.Json;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.JobsOfDatabase;
import io.nineveh.server.sql.RowSelection;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code SHOW EXPORT}. */
public record ShowExport(Optional<String> database, JobFilter filter, RowSelection order) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW EXPORT",
            "SHOW EXPORT [FROM database] [WHERE LABEL = \"label\" | LABEL LIKE \"pattern\" [AND STATE = \"state\"]] [ORDER BY column [DESC], …] [LIMIT n]",
            Privilege.LOAD,
            "Lists the last exports of a database, the newest first.");

    private static final List<String> COLUMNS = List.of(
            "JobId",
            "Label",
            "State",
            "Progress",
            "TaskInfo",
            "Path",
            "CreateTime",
            "StartTime",
            "FinishTime",
            "Timeout",
            "ErrorMsg",
            "OutfileInfo");

    public ShowExport {
        requireNonNull(database, "database");
        requireNonNull(filter, "filter");
        requireNonNull(order, "order");
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
        List<ExportJob> jobs =
                JobsOfDatabase.find(context, database, context.parts().dataJobs()::exports);
        TextTable result = TextTable.of(COLUMNS);
        jobs.stream()
                .filter(job -> filter.matches(job.identity().label(), state(job)))
                .forEach(job -> result.row(row(job, zone).toArray()));
        return result.only(order).outcome();
    }

    private static List<String> row(ExportJob job, ZoneId zone) {
        return List.of(
                Long.toString(job.identity().id()),
                job.identity().label(),
                state(job),
                job.state() == DataJobState.FINISHED ? "100%" : "0%",
                taskInfo(job),
                job.what().path().toString(),
                Cells.time(job.identity().createTime(), zone),
                Cells.time(job.startTime(), zone),
                Cells.time(job.finishTime(), zone),
                Long.toString(job.identity().timeout().toSeconds()),
                job.error()
                        .map(why -> "type:%s; msg:%s"
                                .formatted(why.startsWith("user cancel") ? "USER_CANCEL" : "RUN_FAIL", why))
                        .orElse(Cells.NONE),
                job.written().map(written -> outfile(job, written)).orElse(Cells.NONE));
    }

    private static String state(ExportJob job) {
        return job.state() == DataJobState.RUNNING ? "EXPORTING" : job.state().name();
    }

    private static String taskInfo(ExportJob job) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("broker", job.identity().storage());
        info.put("column_separator", job.what().columnSeparator().orElse(""));
        info.put("columns", String.join(",", job.what().columns()));
        info.put("db", job.identity().database());
        info.put("file_number", job.written().isPresent() ? 1 : 0);
        info.put("format", job.what().format());
        info.put("partitions", job.what().partitions());
        info.put("tbl", job.what().table());
        return Json.write(info);
    }

    private static String outfile(ExportJob job, ExportJob.Written written) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("fileNumber", "1");
        file.put("fileSize", Long.toString(written.bytes()));
        file.put("totalRows", Long.toString(written.rows()));
        file.put("url", job.file().toString());
        return Json.write(List.of(List.of(file)));
    }
}
