package io.nineveh.server.sql.loads;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Privilege;
import io.nineveh.broker.api.Location;
import io.nineveh.server.load.ExportRequest;
import io.nineveh.server.load.StorageAddress;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Optional;

/** {@code EXPORT TABLE}. */
public record ExportTable(
        QualifiedName table,
        List<String> partitions,
        Optional<String> condition,
        Location path,
        ExportProperties properties,
        StorageAddress address)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "EXPORT TABLE",
            "EXPORT TABLE [database.]table [PARTITION (p, …)] [WHERE …] TO \"uri/prefix\" [PROPERTIES ([\"format\" = \"csv\" | \"json\" | \"parquet\",] [\"column_separator\" = \"separator\",] [\"columns\" = \"a,b\",] [\"label\" = \"label\",] …)] WITH {BROKER broker | S3 | HDFS | LOCAL} [(\"key\" = \"value\", …)]",
            Privilege.SELECT,
            "Starts an export of a table's rows into a file.");

    public ExportTable {
        requireNonNull(table, "table");
        requireNonNull(condition, "condition");
        requireNonNull(path, "path");
        requireNonNull(properties, "properties");
        requireNonNull(address, "address");
        partitions = List.copyOf(partitions);
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.SELECT, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        long unused = context.parts()
                .dataJobs()
                .export(new ExportRequest(
                        context.database(table.database()),
                        properties.label(),
                        table.name(),
                        partitions,
                        condition,
                        properties.columns(),
                        properties.format(),
                        path,
                        address,
                        properties.timeout()));
        return Outcome.ok();
    }
}
