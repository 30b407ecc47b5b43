package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.ServerParts;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code TRUNCATE TABLE}. Partitions with new tablets take the place of the old ones, all in one change. */
public record TruncateTable(QualifiedName table, List<String> partitions) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "TRUNCATE TABLE",
            "TRUNCATE TABLE [database.]table [PARTITION (p, …)]",
            Privilege.LOAD,
            "Removes all rows of a table, and its temporary partitions; or all rows of partitions.");

    public TruncateTable {
        partitions = List.copyOf(partitions);
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.LOAD, context.object(table)));
    }

    @Override
    public Outcome execute(StatementContext context) {
        String database = context.meant(table).database();
        ServerParts parts = context.parts();
        Table before = parts.catalog().requireTable(database, table.name());
        List<Partition> full = PartitionNames.formal(partitions).in(before);
        List<Partition> empty = parts.catalog().change(change -> {
            Table now = change.requireTable(database, table.name());
            // a table that nobody may change gets no tablets either
            change.replaceTable(database, now);
            return Tablets.plan(
                    change,
                    parts.tablets().backendId(),
                    now,
                    full.stream().map(NamedRange::of).toList());
        });
        List<Partition> replaced = new ArrayList<>();
        Tablets.createAll(
                parts.tablets(),
                empty,
                () -> parts.catalog().change(change -> {
                    Table now = change.requireTable(database, table.name());
                    change.replaceTable(database, truncated(before, now, empty));
                    if (partitions.isEmpty()) {
                        replaced.addAll(now.temporaryPartitions());
                    }
                    full.forEach(partition ->
                            replaced.add(PartitionNames.require(PartitionKind.FORMAL, now, partition.name())));
                    return now;
                }));
        parts.droppedTablets().drop(replaced);
        return Outcome.ok();
    }

    /** Rows that were loaded meanwhile go, too; with partitions that are others now, nothing happens. */
    private Table truncated(Table before, Table now, List<Partition> empty) {
        Map<String, Partition> byName = empty.stream().collect(Collectors.toMap(Partition::name, Function.identity()));
        List<String> same = now.partitions().stream()
                .filter(partition -> before.partition(partition.name())
                        .filter(old -> old.id() == partition.id())
                        .isPresent())
                .map(Partition::name)
                .toList();
        if (now.id() != before.id() || !now.schema().equals(before.schema()) || !same.containsAll(byName.keySet())) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "Table '%s' was changed meanwhile; nothing was truncated, try again".formatted(now.name()));
        }
        return now.withPartitions(now.partitions().stream()
                        .map(partition -> byName.getOrDefault(partition.name(), partition))
                        .toList())
                .withTemporaryPartitions(partitions.isEmpty() ? List.of() : now.temporaryPartitions());
    }
}
