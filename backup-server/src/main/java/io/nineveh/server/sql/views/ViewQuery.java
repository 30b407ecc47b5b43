package io.nineveh.server.sql.views;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.View.ViewColumn;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.tablet.QueryDescription;
import io.nineveh.tablet.ResultColumn;
import io.nineveh.tablet.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a view is to show.
 *
 * @param columns empty: the query's
 * @param query as written
 */
public record ViewQuery(List<ViewColumn> columns, String query) {
    public ViewQuery {
        columns = List.copyOf(columns);
        requireNonNull(query, "query");
    }

    /**
     * The query as a view keeps it: without the name of the view's own database.
     *
     * @throws io.nineveh.server.mysql.SqlException when the user may not read all that it reads
     * @throws RefusedException when the query cannot be answered, or not as a view of that name
     */
    String checked(TableName view, StatementContext context) {
        QueryDescription description = context.parts()
                .engine()
                .describe(Optional.of(view.database()), context.access().lasting(), query);
        if (description.views().contains(view)) {
            throw new RefusedException(
                    Reason.INVALID,
                    "view '%s.%s' would read itself; let its query read tables, or other views"
                            .formatted(view.database(), view.table()));
        }
        checkColumns(description.columns());
        context.session().database().ifPresent(current -> checkPlace(current, view, description.names()));
        return OwnNames.shorten(query, view.database(), description.names());
    }

    private void checkColumns(List<ResultColumn> ofQuery) {
        if (!columns.isEmpty() && columns.size() != ofQuery.size()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "the view lists %d columns, and its query has %d; list as many, or none"
                            .formatted(columns.size(), ofQuery.size()));
        }
        List<String> names = columns.isEmpty()
                ? ofQuery.stream().map(ResultColumn::name).toList()
                : columns.stream().map(ViewColumn::name).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new RefusedException(
                        Reason.INVALID,
                        "Duplicate column name '%s'; give the columns names of their own with AS".formatted(name));
            }
        }
    }

    /** What has no database would mean one thing to who writes it and another to the view. */
    private static void checkPlace(String current, TableName view, List<List<String>> names) {
        if (!current.equals(view.database())) {
            names.stream().filter(name -> name.size() == 1).findFirst().ifPresent(name -> {
                throw new RefusedException(
                        Reason.INVALID,
                        "'%s' has no database, and the view is to be in %s while %s is chosen; write %s.%s, or another database"
                                .formatted(name.get(0), view.database(), current, view.database(), name.get(0)));
            });
        }
    }
}
