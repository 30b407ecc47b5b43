package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.RowSelection;
import io.nineveh.server.sql.RowSelection.Comparison;
import io.nineveh.server.sql.RowSelection.Condition;
import io.nineveh.server.sql.RowSelection.Direction;
import io.nineveh.server.sql.RowSelection.SortKey;
import io.nineveh.server.sql.ShowWhere;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.grammar.NinevehSqlParser;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RowConditionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RowOrderContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RowSelectionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RowWhereContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShownNamesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SortKeyContext;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The parts of SHOW statements that choose and sort rows. */
final class ShowParts {
    private ShowParts() {}

    static RowSelection selection(RowSelectionContext context) {
        return selection(context.rowWhere() == null ? List.of() : conditions(context.rowWhere()), context.rowOrder());
    }

    /** A statement with its WHERE, if it has one. */
    static Statement where(RowWhereContext context, Statement shown) {
        return context == null
                ? shown
                : new ShowWhere(shown, new RowSelection(conditions(context), List.of(), 0, OptionalLong.empty()));
    }

    /** A statement that shows what a pattern asks for, or what its WHERE does, or all. */
    static Statement named(ShownNamesContext context, Function<NameFilter, Statement> shown) {
        return context == null
                ? shown.apply(NameFilter.all())
                : where(context.rowWhere(), shown.apply(Names.like(context.likeName())));
    }

    private static List<Condition> conditions(RowWhereContext context) {
        return context.rowCondition().stream().flatMap(ShowParts::conditions).toList();
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

    /** All of them must hold. */
    private static Stream<Condition> conditions(RowConditionContext context) {
        String column = Names.name(context.identifier());
        List<String> values = context.rowValue().stream()
                .map(value -> value.STRING() == null ? Names.number(value.number()) : Names.string(value.STRING()))
                .toList();
        if (context.NOT() == null) {
            TerminalNode operator = (TerminalNode) context.getChild(1);
            return Stream.of(
                    new Condition(column, comparison(operator.getSymbol().getType()), values));
        }
        Comparison none = context.IN() == null ? Comparison.NOT_LIKE : Comparison.NOT_EQUAL;
        return values.stream().map(value -> new Condition(column, none, value));
    }

    private static Comparison comparison(int token) {
        return switch (token) {
            case NinevehSqlParser.EQUAL, NinevehSqlParser.IN -> Comparison.EQUAL;
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
