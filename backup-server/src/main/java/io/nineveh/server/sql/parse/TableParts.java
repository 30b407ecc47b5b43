package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Aggregation;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.PartitionUnit;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AggregationContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ColumnDefinitionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CommentContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DataTypeContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DefaultValueContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DistributionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.KeysContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ListedPartitioningContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitionDefinitionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitionFixedContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitionInContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitionIntervalContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitionLessThanContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitionListContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitioningContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.TruncatedPartitioningContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.TruncationContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ValuePartitioningContext;
import io.nineveh.server.sql.tables.ColumnTypes;
import io.nineveh.server.sql.tables.KeysDefinition;
import io.nineveh.server.sql.tables.PartitionDefinition;
import io.nineveh.server.sql.tables.PartitioningDefinition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The parts of CREATE TABLE and ALTER TABLE. */
final class TableParts {
    private static final Set<String> WORDS_AS_DEFAULT = Set.of("TRUE", "FALSE", "CURRENT_TIMESTAMP");

    private TableParts() {}

    static Column column(ColumnDefinitionContext context) {
        return new Column(
                Names.name(context.identifier()),
                type(context.dataType()),
                context.KEY() != null,
                context.NOT() == null,
                Optional.ofNullable(context.defaultValue()).flatMap(TableParts::defaultValue),
                comment(context.comment()),
                Optional.ofNullable(context.aggregation()).map(TableParts::aggregation));
    }

    private static ColumnType type(DataTypeContext context) {
        List<TerminalNode> numbers = context.INTEGER();
        // VARCHAR(*) is the longest there is, which is what VARCHAR alone is.
        return ColumnTypes.of(
                Names.name(context.identifier()),
                numbers.stream().map(Names::integer).toList());
    }

    private static Aggregation aggregation(AggregationContext context) {
        String name = context.getText();
        return Arrays.stream(Aggregation.values())
                .filter(aggregation -> aggregation.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        notSupported("the aggregation " + name, "there are " + Arrays.toString(Aggregation.values())));
    }

    private static Optional<String> defaultValue(DefaultValueContext context) {
        if (context.STRING() != null) {
            return Optional.of(Names.string(context.STRING()));
        }
        if (context.number() != null) {
            return Optional.of(Names.number(context.number()));
        }
        if (context.NULL() != null) {
            return Optional.empty();
        }
        String word = Names.name(context.identifier());
        if (WORDS_AS_DEFAULT.contains(word.toUpperCase(Locale.ROOT))) {
            return Optional.of(word);
        }
        throw new RefusedException(
                Reason.NOT_SUPPORTED,
                "DEFAULT %s is not supported: write a literal, such as DEFAULT \"0\"".formatted(word));
    }

    static String comment(CommentContext context) {
        return context == null ? "" : Names.string(context.STRING());
    }

    static Optional<KeysDefinition> keys(KeysContext context) {
        if (context == null) {
            return Optional.empty();
        }
        KeysType type = KeysType.valueOf(context.getStart().getText().toUpperCase(Locale.ROOT));
        return Optional.of(new KeysDefinition(type, Names.names(context.identifierList())));
    }

    static Optional<PartitioningDefinition> partitioning(PartitioningContext context) {
        return Optional.ofNullable(context).map(present -> present.accept(new PartitioningBuilder()));
    }

    static PartitionDefinition partition(PartitionDefinitionContext context) {
        return context.accept(new PartitionBuilder());
    }

    static Optional<Distribution> distribution(DistributionContext context) {
        if (context == null) {
            return Optional.empty();
        }
        int buckets = context.INTEGER() == null ? Distribution.AUTOMATIC_BUCKETS : Names.integer(context.INTEGER());
        if (buckets < 1) {
            throw new RefusedException(Reason.INVALID, "BUCKETS %d: write 1 or more, or AUTO".formatted(buckets));
        }
        return Optional.of(new Distribution(Names.names(context.identifierList()), buckets));
    }

    private static RefusedException notSupported(String what, String instead) {
        return new RefusedException(Reason.NOT_SUPPORTED, "%s is not supported yet: %s".formatted(what, instead));
    }

    private static final class PartitioningBuilder extends NinevehSqlBaseVisitor<PartitioningDefinition> {
        private static final Set<PartitionUnit> TIMES = EnumSet.complementOf(EnumSet.of(PartitionUnit.VALUE));

        @Override
        public PartitioningDefinition visitTruncatedPartitioning(TruncatedPartitioningContext context) {
            return new PartitioningDefinition(
                    Partitioning.Kind.RANGE,
                    List.of(Names.name(context.truncation().identifier(1))),
                    Optional.of(unit(context.truncation())),
                    partitions(context.partitionList()));
        }

        @Override
        public PartitioningDefinition visitValuePartitioning(ValuePartitioningContext context) {
            if (context.LIST() == null) {
                throw new RefusedException(
                        Reason.INVALID,
                        "AUTO PARTITION BY RANGE needs a unit of time: write AUTO PARTITION BY RANGE (date_trunc(%s, 'month')) ()"
                                .formatted(context.identifierList().getText().replaceAll("[()]", "")));
            }
            return new PartitioningDefinition(
                    Partitioning.Kind.LIST,
                    Names.names(context.identifierList()),
                    Optional.of(PartitionUnit.VALUE),
                    partitions(context.partitionList()));
        }

        @Override
        public PartitioningDefinition visitListedPartitioning(ListedPartitioningContext context) {
            return new PartitioningDefinition(
                    context.LIST() == null ? Partitioning.Kind.RANGE : Partitioning.Kind.LIST,
                    Names.names(context.identifierList()),
                    Optional.empty(),
                    partitions(context.partitionList()));
        }

        private static PartitionUnit unit(TruncationContext context) {
            String function = Names.name(context.identifier(0));
            if (!function.equalsIgnoreCase("date_trunc")) {
                throw new RefusedException(
                        Reason.NOT_SUPPORTED,
                        "AUTO PARTITION BY RANGE (%s(…)) is not supported: write date_trunc(column, 'unit')"
                                .formatted(function));
            }
            String unit = Names.string(context.STRING());
            return TIMES.stream()
                    .filter(time -> time.name().equalsIgnoreCase(unit))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(
                            Reason.INVALID, "Unknown unit '%s' of date_trunc: there are %s".formatted(unit, TIMES)));
        }

        private static List<PartitionDefinition> partitions(PartitionListContext context) {
            return context == null
                    ? List.of()
                    : context.partitionDefinition().stream()
                            .map(TableParts::partition)
                            .toList();
        }
    }

    private static final class PartitionBuilder extends NinevehSqlBaseVisitor<PartitionDefinition> {
        @Override
        public PartitionDefinition visitPartitionLessThan(PartitionLessThanContext context) {
            return new PartitionDefinition.LessThan(
                    Names.name(context.identifier()),
                    Names.ifNotExists(context.ifNotExists()),
                    context.MAXVALUE() == null ? Names.bound(context.bound()) : List.of());
        }

        @Override
        public PartitionDefinition visitPartitionFixed(PartitionFixedContext context) {
            return new PartitionDefinition.Fixed(
                    Names.name(context.identifier()),
                    Names.ifNotExists(context.ifNotExists()),
                    Names.bound(context.bound(0)),
                    Names.bound(context.bound(1)));
        }

        @Override
        public PartitionDefinition visitPartitionIn(PartitionInContext context) {
            return new PartitionDefinition.In(
                    Names.name(context.identifier()),
                    Names.ifNotExists(context.ifNotExists()),
                    context.listValue().stream().map(Names::listValue).toList());
        }

        @Override
        public PartitionDefinition visitPartitionInterval(PartitionIntervalContext context) {
            return new PartitionDefinition.Interval(
                    Names.bound(context.bound(0)),
                    Names.bound(context.bound(1)),
                    Names.integer(context.INTEGER()),
                    Optional.ofNullable(context.identifier()).map(Names::name));
        }
    }
}
