package io.nineveh.tablet;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * What a query gives, and what it reads.
 *
 * @param columns of its rows
 * @param names of what it reads as they are written after FROM and JOIN, each in its parts; without those that a WITH defines
 * @param views that it reads, also those behind other views
 */
public record QueryDescription(List<ResultColumn> columns, List<List<String>> names, Set<TableName> views) {
    public QueryDescription {
        columns = List.copyOf(columns);
        names = List.copyOf(names);
        views = Set.copyOf(views);
    }

    static QueryDescription of(QuerySession session) throws SQLException {
        ParsedQuery query = session.query();
        try (PreparedStatement statement = session.connection().prepareStatement(query.sql())) {
            return new QueryDescription(
                    QueryResult.columns(statement.getMetaData()),
                    query.tables().stream()
                            .filter(name -> !query.isCommonTable(name))
                            .map(SelectedPartitions::written)
                            .toList(),
                    session.views());
        }
    }
}
