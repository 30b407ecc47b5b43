package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.ResultColumn;
import io.nineveh.tablet.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code CREATE TABLE … AS SELECT}. When the rows cannot be loaded there is no table either; between the two steps it is there
 * without rows.
 *
 * @param definition without columns
 * @param names of the columns; none: as the query names them
 */
public record CreateTableAs(CreateTable definition, List<String> names, String query) implements TableCreation {
    public static final StatementForm FORM = new StatementForm(
            "CREATE TABLE",
            "CREATE TABLE [IF NOT EXISTS] [database.]table [(column, …)] [{DUPLICATE | UNIQUE} KEY (…)] [COMMENT \"…\"] [PARTITION BY …] [DISTRIBUTED BY …] [PROPERTIES (…)] AS SELECT …",
            "CREATE_PRIV and LOAD_PRIV on the table, and SELECT_PRIV on all that the query reads",
            "Creates a table with the columns and rows of a query.");

    public CreateTableAs {
        requireNonNull(definition, "definition");
        names = List.copyOf(names);
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        TableName made = context.object(definition.table());
        return List.of(Need.onObject(Privilege.CREATE, made), Need.onObject(Privilege.LOAD, made));
    }

    @Override
    public QualifiedName table() {
        return definition.table();
    }

    @Override
    public CreateTableAs in(String database) {
        return new CreateTableAs(definition.in(database), names, query);
    }

    @Override
    public Outcome execute(StatementContext context) {
        TableName made = context.object(definition.table());
        if (CreateTable.isThere(made, definition.ifNotExists(), context.parts())) {
            return Outcome.ok();
        }
        withColumns(columns(context)).execute(context);
        boolean isLoaded = false;
        try {
            long rows = context.parts()
                    .engine()
                    .insert(
                            made.database(),
                            made.table(),
                            List.of(),
                            PartitionNames.ALL,
                            context.session().database(),
                            context.access().before(made),
                            query);
            isLoaded = true;
            return new Outcome.Ok(rows, "");
        } finally {
            if (!isLoaded) {
                new DropTable(definition.table(), IfExists.TOLERANT).execute(context);
            }
        }
    }

    private List<Column> columns(StatementContext context) {
        List<ResultColumn> described = context.parts()
                .engine()
                .describe(context.session().database(), context.access(), query)
                .columns();
        if (!names.isEmpty() && names.size() != described.size()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "The query has %d columns, and %d are named".formatted(described.size(), names.size()));
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < described.size(); i++) {
            columns.add(new Column(
                    names.isEmpty() ? described.get(i).name() : names.get(i),
                    described.get(i).type(),
                    false,
                    true,
                    Optional.empty(),
                    "",
                    Optional.empty()));
        }
        return columns;
    }

    private CreateTable withColumns(List<Column> columns) {
        return new CreateTable(
                definition.table(),
                definition.ifNotExists(),
                columns,
                List.of(),
                definition.keys(),
                definition.comment(),
                definition.partitioning(),
                definition.distribution(),
                definition.properties());
    }
}
