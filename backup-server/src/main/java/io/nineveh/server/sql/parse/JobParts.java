package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ConditionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SelectedTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SelectionContext;
import io.nineveh.server.sql.jobs.SelectedTable;
import io.nineveh.server.sql.jobs.Selection;
import io.nineveh.server.sql.jobs.Selection.Kind;
import java.util.List;
import java.util.Optional;

/** What the statements about backups, restores and snapshots have in common. */
final class JobParts {
    private JobParts() {}

    /**
     * The tables that a job is about.
     *
     * @param temporaryPartitions the error when temporary partitions are named
     */
    static Selection selection(SelectionContext context, String temporaryPartitions) {
        if (context == null) {
            return Selection.all();
        }
        return new Selection(
                context.ON() == null ? Kind.EXCLUDE : Kind.ON,
                context.selectedTable().stream()
                        .map(table -> selectedTable(table, temporaryPartitions))
                        .toList());
    }

    private static SelectedTable selectedTable(SelectedTableContext context, String temporaryPartitions) {
        QualifiedName name = Names.qualifiedName(context.qualifiedName());
        if (name.database().isPresent()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Cannot specify database name on backup objects: %s. Specify database name before label"
                            .formatted(name));
        }
        PartitionNames partitions = Names.partitions(context.partitionNames());
        if (partitions.kind() == PartitionKind.TEMPORARY) {
            throw new RefusedException(Reason.NOT_SUPPORTED, temporaryPartitions);
        }
        return new SelectedTable(
                name.name(),
                partitions.names(),
                Optional.ofNullable(context.identifier()).map(Names::name));
    }

    /**
     * The names that a WHERE with a single condition asks for.
     *
     * @param column the only one that may be compared
     * @param explanation the error for every other WHERE
     */
    static NameFilter filter(List<ConditionContext> conditions, String column, String explanation) {
        if (conditions.isEmpty()) {
            return NameFilter.all();
        }
        if (conditions.size() > 1 || !isAbout(conditions.get(0), column)) {
            throw new RefusedException(Reason.INVALID, explanation);
        }
        return filter(conditions.get(0));
    }

    static NameFilter filter(ConditionContext condition) {
        String text = Names.string(condition.STRING());
        return condition.LIKE() == null ? NameFilter.equalTo(text) : NameFilter.like(text);
    }

    static boolean isAbout(ConditionContext condition, String column) {
        return Names.name(condition.identifier()).equalsIgnoreCase(column);
    }
}
