package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.RowSelection;
import io.nineveh.server.sql.RowSelection.Comparison;
import io.nineveh.server.sql.RowSelection.Condition;
import io.nineveh.server.sql.RowSelection.Direction;
import io.nineveh.server.sql.RowSelection.SortKey;
import io.nineveh.server.sql.grammar.NinevehSqlParser;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RowConditionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RowOrderContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RowSelectionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SortKeyContext;
import java.util.List;
import java.util.OptionalLong;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The parts of SHOW statements that choose and sort rows. */
final class ShowParts {
    private ShowParts() {}

    static RowSelection selection(RowSelectionContext context) {
        return selection(
                context.rowCondition().stream().map(ShowParts::condition).toList(), context.rowOrder());
    }

    /** What is sorted and cut, but chosen in another way. */
    static RowSelection order(RowOrderContext context) {
        return selection(List.of(), context);
    }

    private static RowSelection selection(List<Condition> conditions, RowOrderContext order) {
        List<TerminalNode> numbers = order.INTEGER();
        // LIMIT offset, n or LIMIT n OFFSET offset
        boolean hasOffset = numbers.size() > 1;
        int most = hasOffset && order.OFFSET() == null ? 1 : 0;
        return new RowSelection(
                conditions,
                order.sortKey().stream().map(ShowParts::sortKey).toList(),
                hasOffset ? Names.integer(numbers.get(1 - most)) : 0,
                numbers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Names.integer(numbers.get(most))));
    }

    private static Condition condition(RowConditionContext context) {
        TerminalNode operator = (TerminalNode) context.getChild(1);
        return new Condition(
                Names.name(context.identifier()),
                comparison(operator.getSymbol().getType()),
                context.STRING() == null ? Names.number(context.number()) : Names.string(context.STRING()));
    }

    private static Comparison comparison(int token) {
        return switch (token) {
            case NinevehSqlParser.EQUAL -> Comparison.EQUAL;
            case NinevehSqlParser.NOT_EQUAL -> Comparison.NOT_EQUAL;
            case NinevehSqlParser.LESS_SIGN -> Comparison.LESS;
            case NinevehSqlParser.AT_MOST -> Comparison.AT_MOST;
            case NinevehSqlParser.GREATER_SIGN -> Comparison.GREATER;
            case NinevehSqlParser.AT_LEAST -> Comparison.AT_LEAST;
            case NinevehSqlParser.LIKE -> Comparison.LIKE;
            default -> throw new IllegalStateException("no comparison: token " + token);
        };
    }

    private static SortKey sortKey(SortKeyContext context) {
        return new SortKey(
                Names.name(context.identifier()), context.DESC() == null ? Direction.ASCENDING : Direction.DESCENDING);
    }
}
