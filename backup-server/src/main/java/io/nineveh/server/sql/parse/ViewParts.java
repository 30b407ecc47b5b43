package io.nineveh.server.sql.parse;

import io.nineveh.backup.catalog.View.ViewColumn;
import io.nineveh.server.sql.grammar.NinevehSqlParser.QueryContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ViewColumnsContext;
import io.nineveh.server.sql.views.ViewQuery;
import java.util.List;

/** The parts of CREATE VIEW and ALTER VIEW. An absent part is a null context. */
final class ViewParts {
    private ViewParts() {}

    static ViewQuery query(ViewColumnsContext columns, QueryContext query) {
        List<ViewColumn> named = columns == null
                ? List.of()
                : columns.viewColumn().stream()
                        .map(column ->
                                new ViewColumn(Names.name(column.identifier()), TableParts.comment(column.comment())))
                        .toList();
        return new ViewQuery(named, Names.text(query));
    }
}
