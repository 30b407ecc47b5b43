package io.nineveh.server.sql.loads;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.load.DataJobState;
import io.nineveh.backup.load.LoadJob;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code SHOW LOAD}. */
public record ShowLoad(Optional<String> database, JobFilter filter, RowSelection order) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW LOAD",
            "SHOW LOAD [FROM database] [WHERE LABEL = \"label\" | LABEL LIKE \"pattern\" [AND STATE = \"state\"]] [ORDER BY column [DESC], …] [LIMIT n]",
            Privilege.LOAD,
            "Lists the last loads of a database, the newest first.");

    private static final List<String> COLUMNS = List.of(
            "JobId",
            "Label",
            "State",
            "Progress",
            "Type",
            "EtlInfo",
            "TaskInfo",
            "ErrorMsg",
            "CreateTime",
            "EtlStartTime",
            "EtlFinishTime",
            "LoadStartTime",
            "LoadFinishTime",
            "URL",
            "JobDetails",
            "TransactionId",
            "ErrorTablets",
            "User",
            "Comment");

    public ShowLoad {
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
        List<LoadJob> jobs =
                JobsOfDatabase.find(context, database, context.parts().dataJobs()::loads);
        TextTable result = TextTable.of(COLUMNS);
        jobs.stream()
                .filter(job -> filter.matches(job.identity().label(), state(job)))
                .forEach(job -> result.row(row(
                                job,
                                context.parts()
                                        .dataJobs()
                                        .fetchedFiles(job.identity().id()),
                                zone)
                        .toArray()));
        return result.only(order).outcome();
    }

    private static List<String> row(LoadJob job, int fetched, ZoneId zone) {
        String begun = Cells.time(job.startTime(), zone);
        return List.of(
                Long.toString(job.identity().id()),
                job.identity().label(),
                state(job),
                progress(job, fetched),
                "BROKER",
                job.rows()
                        .map(rows -> "unselected.rows=%d; dpp.abnorm.ALL=%d; dpp.norm.ALL=%d"
                                .formatted(rows.unselected(), rows.bad(), rows.good()))
                        .orElse(Cells.NONE),
                "cluster:%s; timeout(s):%d; max_filter_ratio:%s"
                        .formatted(
                                job.identity().storage(),
                                job.identity().timeout().toSeconds(),
                                job.maxFilterRatio()),
                job.error().map(ShowLoad::error).orElse(Cells.NONE),
                Cells.time(job.identity().createTime(), zone),
                begun,
                begun,
                begun,
                Cells.time(job.finishTime(), zone),
                Cells.NONE,
                details(job),
                Long.toString(job.identity().id()),
                "{}",
                Cells.NONE,
                "");
    }

    private static String state(LoadJob job) {
        return job.state() == DataJobState.RUNNING ? "LOADING" : job.state().name();
    }

    private static String error(String why) {
        String type = why.startsWith("user cancel")
                ? "USER_CANCEL"
                : why.startsWith("quality not good") ? "ETL_QUALITY_UNSATISFIED" : "LOAD_RUN_FAIL";
        return "type:%s; msg:%s".formatted(type, why);
    }

    /** How many of the files are copied to the server. */
    private static String progress(LoadJob job, int fetched) {
        int files = job.files().map(LoadJob.Files::number).orElse(0);
        int done = job.state() == DataJobState.FINISHED ? files : fetched;
        double percent = job.state() == DataJobState.FINISHED ? 100 : files == 0 ? 0 : 100.0 * done / files;
        return String.format(Locale.ROOT, "%.2f%% (%d/%d)", percent, done, files);
    }

    private static String details(LoadJob job) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("FileNumber", job.files().map(LoadJob.Files::number).orElse(0));
        details.put("FileSize", job.files().map(LoadJob.Files::bytes).orElse(0L));
        details.put(
                "ScannedRows",
                job.rows()
                        .map(rows -> rows.good() + rows.bad() + rows.unselected())
                        .orElse(0L));
        details.put("Tables", job.tables());
        return Json.write(details);
    }
}
