package io.nineveh.server.sql.loads;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Privilege;
import io.nineveh.server.load.LoadRequest;
import io.nineveh.server.load.LoadRequest.RemoteSource;
import io.nineveh.server.load.StorageAddress;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.List;

/** {@code LOAD LABEL}. */
public record LoadLabel(
        QualifiedName label, List<RemoteSource> sources, StorageAddress address, LoadProperties properties)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "LOAD LABEL",
            "LOAD LABEL [database.]label (DATA INFILE (\"uri\", …) INTO TABLE table [[TEMPORARY] PARTITION (p, …)] [COLUMNS TERMINATED BY \"separator\"] [LINES TERMINATED BY \"delimiter\"] [FORMAT AS \"csv\" | \"json\" | \"parquet\"] [(column, …)] [COLUMNS FROM PATH AS (column, …)] [SET (column = expression, …)] [PRECEDING FILTER condition] [WHERE condition] [PROPERTIES (\"enclose\" = \"…\", …)], …) WITH {BROKER broker | S3 | HDFS | LOCAL} [(\"key\" = \"value\", …)] [PROPERTIES ([\"timeout\" = \"seconds\",] [\"max_filter_ratio\" = \"0.1\",] [\"strict_mode\" = \"false\"])]",
            Privilege.LOAD,
            "Starts a load of files into tables.");

    public LoadLabel {
        requireNonNull(label, "label");
        requireNonNull(address, "address");
        requireNonNull(properties, "properties");
        sources = List.copyOf(sources);
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return sources.stream()
                .map(source -> Need.onObject(
                        Privilege.LOAD, new TableName(context.database(label.database()), source.table())))
                .toList();
    }

    @Override
    public Outcome execute(StatementContext context) {
        long unused = context.parts()
                .dataJobs()
                .load(new LoadRequest(
                        context.database(label.database()),
                        label.name(),
                        sources,
                        address,
                        properties.timeout(),
                        properties.maxFilterRatio(),
                        properties.unconverted()));
        return Outcome.ok();
    }
}
