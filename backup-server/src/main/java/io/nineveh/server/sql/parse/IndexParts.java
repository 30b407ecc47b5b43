package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.grammar.NinevehSqlParser.IndexDefinitionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.IndexOptionsContext;
import io.nineveh.server.sql.tables.IndexDefinition;
import java.util.List;
import java.util.Optional;

/** The parts of statements that describe an index. */
final class IndexParts {
    private IndexParts() {}

    static IndexDefinition index(IndexDefinitionContext context) {
        return index(Names.name(context.identifier()), Names.names(context.identifierList()), context.indexOptions());
    }

    static IndexDefinition index(String name, List<String> columns, IndexOptionsContext options) {
        return new IndexDefinition(
                name,
                columns,
                Optional.ofNullable(options.identifier()).map(Names::name),
                Names.properties(options.properties()),
                TableParts.comment(options.comment()));
    }
}
