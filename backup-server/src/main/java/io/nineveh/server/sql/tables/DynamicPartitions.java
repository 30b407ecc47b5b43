package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.Table;
import io.nineveh.tablet.EmbeddedTabletStore;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the partitions of the coming periods, and drops those that are too old, of all tables whose properties ask for it: in
 * every interval, and at once when the properties are set. What fails for one table is logged, shown, and tried again in
 * the next interval. A table that a restore is to change is left alone. Safe for many threads.
 */
public final class DynamicPartitions implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(DynamicPartitions.class);
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(30);

    /**
     * How it went with a table since the server started.
     *
     * @param updated when its properties were set
     * @param checked when its partitions were looked at
     * @param createError why partitions could not be created the last time
     * @param dropError why partitions could not be dropped the last time
     */
    record Status(
            Optional<Instant> updated,
            Optional<Instant> checked,
            Optional<String> createError,
            Optional<String> dropError) {
        static final Status NONE = new Status(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        Status {
            requireNonNull(updated, "updated");
            requireNonNull(checked, "checked");
            requireNonNull(createError, "createError");
            requireNonNull(dropError, "dropError");
        }
    }

    private final Catalog catalog;
    private final EmbeddedTabletStore tablets;
    private final DroppedTablets droppedTablets;
    private final Clock clock;
    private final Map<Long, Status> statuses = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                    .setNameFormat("dynamic-partitions")
                    .setDaemon(true)
                    .build());
    private Optional<ScheduledFuture<?>> checks = Optional.empty();

    /**
     * One that does nothing by itself before {@link #checkEvery}. What it works on stays the caller's to close, after it.
     *
     * @param clock its zone is that of tables which name none
     */
    public DynamicPartitions(Catalog catalog, EmbeddedTabletStore tablets, DroppedTablets droppedTablets, Clock clock) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.tablets = requireNonNull(tablets, "tablets");
        this.droppedTablets = requireNonNull(droppedTablets, "droppedTablets");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Looks at all tables now, and again whenever so much time has passed; an earlier interval does not hold any more. */
    public synchronized void checkEvery(Duration interval) {
        checks.ifPresent(before -> before.cancel(false));
        checks = Optional.of(
                thread.scheduleWithFixedDelay(this::checkAll, 0, interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Lets no exception out: it would end the checks for good. */
    private void checkAll() {
        try {
            Set<Long> present = new HashSet<>();
            for (Database database : catalog.databases()) {
                for (Table table : database.tables()) {
                    present.add(table.id());
                    if (DynamicPartitionProperties.areEnabled(table.properties())) {
                        check(database.name(), table);
                    }
                }
            }
            statuses.keySet().retainAll(present);
        } catch (RuntimeException e) {
            LOG.error("could not look at the dynamic partitions; trying again", e);
        }
    }

    /** Notes that the properties of a table were set, and brings its partitions in line with them. */
    void propertiesSet(String database, Table table) {
        update(
                table,
                before -> new Status(
                        Optional.of(clock.instant()), before.checked(), before.createError(), before.dropError()));
        if (DynamicPartitionProperties.areEnabled(table.properties())) {
            check(database, table);
        }
    }

    /** How it went with a table. */
    Status status(Table table) {
        return statuses.getOrDefault(table.id(), Status.NONE);
    }

    private synchronized void check(String database, Table table) {
        Instant now = clock.instant();
        Optional<String> createError = problem(database, table, "create", () -> create(database, table, now));
        Optional<String> dropError = problem(database, table, "drop", () -> drop(database, table, now));
        update(table, before -> new Status(before.updated(), Optional.of(now), createError, dropError));
    }

    private void update(Table table, UnaryOperator<Status> change) {
        statuses.compute(table.id(), (id, before) -> change.apply(before == null ? Status.NONE : before));
    }

    /** A part of a check, which gives what is wrong. */
    @FunctionalInterface
    private interface Part {
        Optional<String> run();
    }

    private static Optional<String> problem(String database, Table table, String what, Part part) {
        Optional<String> problem;
        try {
            problem = part.run();
        } catch (RefusedException e) {
            problem = Optional.of(e.getMessage());
        }
        problem.ifPresent(why -> LOG.warn(
                "cannot {} dynamic partitions of table {}.{} (id {}): {}",
                what,
                database,
                table.name(),
                table.id(),
                why));
        return problem;
    }

    private Optional<String> create(String database, Table table, Instant now) {
        DynamicPartitionPlan plan = plan(table, now);
        if (plan.created().isEmpty()) {
            return plan.conflict();
        }
        List<Partition> created = new NewPartitions(catalog, tablets)
                .add(
                        database,
                        table,
                        PartitionKind.FORMAL,
                        current -> plan(current, now).created())
                .partitions();
        log("created", database, table, created);
        return plan.conflict();
    }

    private Optional<String> drop(String database, Table table, Instant now) {
        if (plan(table, now).dropped().isEmpty()) {
            return Optional.empty();
        }
        List<Partition> dropped = catalog.change(change -> {
            Table current = current(change, database, table);
            List<Partition> old = plan(current, now).dropped();
            change.replaceTable(
                    database,
                    current.withPartitions(current.partitions().stream()
                            .filter(partition -> !old.contains(partition))
                            .toList()));
            return old;
        });
        droppedTablets.drop(dropped);
        log("dropped", database, table, dropped);
        return Optional.empty();
    }

    private DynamicPartitionPlan plan(Table table, Instant now) {
        DynamicPartitionRule rule = DynamicPartitionRule.of(table)
                .filter(DynamicPartitionRule::isEnabled)
                .orElseThrow(() -> changedMeanwhile(table));
        return DynamicPartitionPlan.of(table, rule, rule.now(now, clock.getZone()));
    }

    private static Table current(CatalogChange change, String database, Table table) {
        Table current = change.requireTable(database, table.name());
        if (current.id() != table.id()) {
            throw changedMeanwhile(table);
        }
        return current;
    }

    private static RefusedException changedMeanwhile(Table table) {
        return new RefusedException(
                Reason.WRONG_STATE, "Table '%s' was changed meanwhile; the next check goes on".formatted(table.name()));
    }

    private static void log(String done, String database, Table table, List<Partition> partitions) {
        LOG.info(
                "{} dynamic partitions of table {}.{} (id {}): {}",
                done,
                database,
                table.name(),
                table.id(),
                partitions.stream().map(Partition::name).toList());
    }

    /** Ends the checks, the last one whole. Repeating it does nothing. */
    @Override
    public void close() {
        MoreExecutors.shutdownAndAwaitTermination(thread, CLOSING_PATIENCE);
    }
}
