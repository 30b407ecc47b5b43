package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which partitions a table is to have at any time, as its properties {@code dynamic_partition.*} say.
 *
 * @param isEnabled whether partitions come and go by themselves
 * @param start the oldest period whose partitions stay, less than 0; empty: all stay
 * @param end the last period that has a partition ahead of its time; 0 is the current one
 * @param prefix of the partitions' names
 * @param buckets empty: as many as the table has
 * @param zone in which periods begin; empty: the server's
 * @param firstDay of weeks, 1 for Monday, or of months
 * @param history how many past periods get partitions, too
 */
record DynamicPartitionRule(
        boolean isEnabled,
        PartitionPeriod period,
        OptionalInt start,
        int end,
        String prefix,
        OptionalInt buckets,
        Optional<ZoneId> zone,
        int firstDay,
        int history,
        ReservedPeriods reserved) {
    private static final long MOST_PARTITIONS = 500;
    /** In any unit a moment before all dates, and one that can be computed. */
    private static final int FURTHEST_BACK = -100_000_000;

    DynamicPartitionRule {
        requireNonNull(period, "period");
        requireNonNull(start, "start");
        requireNonNull(prefix, "prefix");
        requireNonNull(buckets, "buckets");
        requireNonNull(zone, "zone");
        requireNonNull(reserved, "reserved");
    }

    /**
     * The rule that properties of a table make; empty when none of them is about it.
     *
     * @throws RefusedException naming one that is missing or not valid
     */
    static Optional<DynamicPartitionRule> of(Map<String, String> properties) {
        if (!DynamicPartitionProperties.areIn(properties)) {
            return Optional.empty();
        }
        DynamicPartitionProperties read = new DynamicPartitionProperties(properties);
        PartitionPeriod period = read.period();
        read.requireOneReplica();
        OptionalInt start = read.start();
        DynamicPartitionRule rule = new DynamicPartitionRule(
                read.isEnabled(),
                period,
                start,
                read.end(),
                read.prefix(),
                read.buckets(),
                read.zone(),
                read.firstDay(period),
                read.history(start),
                ReservedPeriods.of(read.reservedPeriods(), period));
        long partitions = (long) rule.end() + rule.history() + 1;
        if (partitions > MOST_PARTITIONS) {
            throw invalid("Too many dynamic partitions: %d. Limit: %d".formatted(partitions, MOST_PARTITIONS));
        }
        return Optional.of(rule);
    }

    /**
     * Returns when a table can have such partitions.
     *
     * @throws RefusedException saying why it cannot
     */
    void requireFits(Partitioning partitioning, TableSchema schema, int tableBuckets) {
        if (partitioning.kind() != Partitioning.Kind.RANGE) {
            throw invalid("Only support dynamic partition properties on range partition table");
        }
        if (partitioning.automatic().isPresent()) {
            throw invalid("Can't use Dynamic Partition and Auto Partition at the same time");
        }
        if (partitioning.columns().size() != 1) {
            throw invalid("Dynamic partition only support single-column range partition");
        }
        Column column = schema.column(partitioning.columns().get(0)).orElseThrow();
        Kind kind = column.type().kind();
        if (kind != Kind.DATE && kind != Kind.DATETIME) {
            throw invalid("Dynamic partitions need a partition column of type DATE or DATETIME; '%s' is of type %s"
                    .formatted(column.name(), column.type()));
        }
        if (kind == Kind.DATE && period == PartitionPeriod.HOUR) {
            throw invalid("dynamic_partition.time_unit could not be HOUR when type of partition column %s is DATE"
                    .formatted(column.name()));
        }
        if (buckets.isPresent() && buckets.getAsInt() != tableBuckets) {
            throw invalid(
                    ("dynamic_partition.buckets is %d, and all partitions of a table have as many buckets as it: set"
                                    + " it to \"%d\", or leave it out")
                            .formatted(buckets.getAsInt(), tableBuckets));
        }
    }

    /**
     * The rule of a table, with what {@link #requireFits} says; empty when it has none.
     *
     * @throws RefusedException when its properties are not valid
     */
    static Optional<DynamicPartitionRule> of(Table table) {
        Optional<DynamicPartitionRule> rule = of(table.properties());
        rule.ifPresent(present -> present.requireFits(
                table.partitioning(), table.schema(), table.distribution().buckets()));
        return rule;
    }

    /** The moment that decides which period is the current one. */
    LocalDateTime now(Instant instant, ZoneId zoneOfServer) {
        return LocalDateTime.ofInstant(instant, zone.orElse(zoneOfServer));
    }

    /** The first moment of a period; 0 is the current one. */
    LocalDateTime begin(LocalDateTime now, int offset) {
        return period.begin(now, firstDay, offset);
    }

    /** The first moment that is kept; empty: all is. */
    Optional<LocalDateTime> oldest(LocalDateTime now) {
        return start.isEmpty()
                ? Optional.empty()
                : Optional.of(begin(now, Math.max(start.getAsInt(), FURTHEST_BACK)))
                        .filter(time -> time.getYear() >= 0);
    }

    /**
     * Returns when the partitions of a table are its user's to add and to drop.
     *
     * @throws RefusedException when they come and go by themselves
     */
    static void requireManual(Table table) {
        if (DynamicPartitionProperties.areEnabled(table.properties())) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    ("Cannot add/drop partition on a Dynamic Partition Table, Use command `ALTER TABLE %s SET"
                                    + " (\"dynamic_partition.enable\" = \"false\")` firstly.")
                            .formatted(table.name()));
        }
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}
