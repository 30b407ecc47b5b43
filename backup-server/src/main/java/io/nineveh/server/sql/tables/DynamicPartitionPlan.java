package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.RangeOrder;
import io.nineveh.backup.catalog.Table;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a table lacks of the partitions that it is to have at a moment, and what it has too much.
 *
 * @param created in the order of their ranges
 * @param conflict why a partition cannot be created: one that is there is in its way
 * @param dropped all of whose rows are older than the rule keeps
 */
record DynamicPartitionPlan(List<NamedRange> created, Optional<String> conflict, List<Partition> dropped) {
    DynamicPartitionPlan {
        created = List.copyOf(created);
        requireNonNull(conflict, "conflict");
        dropped = List.copyOf(dropped);
    }

    /** {@code rule} is the table's, which fits it; {@code now} is in the rule's time zone. */
    static DynamicPartitionPlan of(Table table, DynamicPartitionRule rule, LocalDateTime now) {
        return new Making(table, rule, now).plan();
    }

    private static final class Making {
        private final Table table;
        private final DynamicPartitionRule rule;
        private final LocalDateTime now;
        private final Column column;
        private final RangeOrder order;
        private final List<NamedRange> created = new ArrayList<>();
        private Optional<String> conflict = Optional.empty();

        Making(Table table, DynamicPartitionRule rule, LocalDateTime now) {
            this.table = table;
            this.rule = rule;
            this.now = now;
            this.column =
                    table.schema().column(table.partitioning().columns().get(0)).orElseThrow();
            this.order = RangeOrder.of(table);
        }

        DynamicPartitionPlan plan() {
            for (int offset = -rule.history(); offset <= rule.end(); offset++) {
                LocalDateTime begin = rule.begin(now, offset);
                add(new NamedRange(
                        rule.prefix() + rule.period().suffix(begin), range(begin, rule.begin(now, offset + 1))));
            }
            return new DynamicPartitionPlan(created, conflict, dropped());
        }

        private void add(NamedRange wanted) {
            Optional<Partition> obstacle = table.partitions().stream()
                    .filter(partition ->
                            partition.name().equals(wanted.name()) || order.overlap(partition.range(), wanted.range()))
                    .findFirst();
            if (obstacle.isEmpty()) {
                created.add(wanted);
            } else if (!obstacle.get().range().equals(wanted.range())) {
                conflict =
                        Optional.of("Range %s of partition '%s' is not there, because of partition '%s' with range %s"
                                .formatted(
                                        TableText.range(wanted.range()),
                                        wanted.name(),
                                        obstacle.get().name(),
                                        TableText.range(obstacle.get().range())));
            }
        }

        private List<Partition> dropped() {
            Optional<List<String>> oldest = rule.oldest(now).map(this::bound);
            if (oldest.isEmpty()) {
                return List.of();
            }
            return table.partitions().stream()
                    .filter(partition -> order.upper().compare(partition.range().upper(), oldest.get()) <= 0)
                    .filter(partition -> rule.reserved().periods().stream()
                            .noneMatch(period -> order.overlap(
                                    partition.range(),
                                    new PartitionRange(
                                            bound(period.begin()),
                                            period.end().map(this::bound).orElse(List.of())))))
                    .toList();
        }

        private PartitionRange range(LocalDateTime begin, LocalDateTime end) {
            return new PartitionRange(bound(begin), bound(end));
        }

        private List<String> bound(LocalDateTime time) {
            return List.of(DateIntervals.text(column, time));
        }
    }
}
