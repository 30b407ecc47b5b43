package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.RangeOrder;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** {@code ALTER TABLE … REPLACE PARTITION}: temporary partitions become formal ones in place of others, in one step. */
public record ReplacePartitions(
        QualifiedName table, List<String> replaced, List<String> replacements, Rows rows, Names names)
        implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "ALTER TABLE",
            "ALTER TABLE [database.]table REPLACE PARTITION (p, …) WITH TEMPORARY PARTITION (t, …) [PROPERTIES (\"strict_range\" = \"false\", \"use_temp_partition_name\" = \"true\")]",
            Privilege.ALTER,
            "Puts temporary partitions in the place of others, which are dropped.");

    /** Which rows the replacements may take. */
    public enum Rows {
        /** Those of the replaced partitions. */
        SAME,
        /** Any that no other partition takes. */
        OTHER
    }

    /** What the replacements are called afterwards. */
    public enum Names {
        /** As the replaced ones, if there are as many. */
        OF_REPLACED,
        /** As before. */
        THEIR_OWN
    }

    public ReplacePartitions {
        requireNonNull(table, "table");
        replaced = List.copyOf(replaced);
        replacements = List.copyOf(replacements);
        requireNonNull(rows, "rows");
        requireNonNull(names, "names");
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.ALTER, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.meant(table).database();
        List<Partition> dropped = context.parts().catalog().change(change -> replace(database, change));
        context.parts().droppedTablets().drop(dropped);
        return Outcome.ok();
    }

    private List<Partition> replace(String database, CatalogChange change) {
        Table before = change.requireTable(database, table.name());
        List<Partition> leaving = named(PartitionKind.FORMAL, before, replaced);
        List<Partition> coming = named(PartitionKind.TEMPORARY, before, replacements);
        Table remaining = before.withPartitions(without(before.partitions(), leaving))
                .withTemporaryPartitions(without(before.temporaryPartitions(), coming));
        requireFit(remaining, leaving, coming);
        boolean takeNames = names == Names.OF_REPLACED && leaving.size() == coming.size();
        List<Partition> added = takeNames
                ? IntStream.range(0, coming.size())
                        .mapToObj(i -> coming.get(i).withName(leaving.get(i).name()))
                        .toList()
                : coming;
        change.replaceTable(database, remaining.withPartitions(RangePartitions.merge(remaining, added)));
        return leaving;
    }

    /** In the order of the names. */
    private static List<Partition> named(PartitionKind kind, Table table, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw invalid("Partition '%s' is named twice".formatted(name));
            }
        }
        return names.stream()
                .map(name -> PartitionNames.require(kind, table, name))
                .toList();
    }

    private static List<Partition> without(List<Partition> partitions, List<Partition> leaving) {
        return partitions.stream()
                .filter(partition -> !leaving.contains(partition))
                .toList();
    }

    private void requireFit(Table remaining, List<Partition> leaving, List<Partition> coming) {
        RangeOrder order = RangeOrder.of(remaining);
        if (rows == Rows.SAME && !order.areSame(ranges(leaving), ranges(coming))) {
            throw invalid(
                    ("The temporary partitions take other rows than those they replace: %s instead of %s. If that is meant, set"
                                    + " \"strict_range\" = \"false\"")
                            .formatted(ranges(coming), ranges(leaving)));
        }
        for (Partition added : coming) {
            for (Partition other : remaining.partitions()) {
                if (order.overlap(added.range(), other.range())) {
                    throw invalid(
                            "Temporary partition '%s' takes rows of partition '%s', which stays: %s and %s overlap"
                                    .formatted(added.name(), other.name(), added.range(), other.range()));
                }
            }
        }
    }

    private static List<PartitionRange> ranges(List<Partition> partitions) {
        return partitions.stream().map(Partition::range).toList();
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}
