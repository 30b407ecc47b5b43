package io.nineveh.tablet;

import com.google.common.util.concurrent.Striped;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.tablet.FileLoad.Outcome;
import io.nineveh.tablet.FileLoad.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One load from files: reads them while others may load into the same tables, then keeps others away, finds the place of each
 * row, writes the files of the new versions, and makes them visible, those of all tables at once.
 */
final class FileLoading implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FileLoading.class);
    private static final int FIRST_BAD = 10;

    private final Catalog catalog;
    private final EmbeddedTabletStore store;
    private final AutomaticPartitions automaticPartitions;
    private final FileLoad load;
    private final Progress progress;
    private final List<Target> targets = new ArrayList<>();
    private final List<Lock> locked = new ArrayList<>();

    /** What is loaded into one table. */
    private record Target(Table table, Connection connection, List<FileSource> sources, List<RawRows> rows) {}

    /** What is staged for one table. */
    private record Staged(Target target, FileStaging staging, RowStaging.PlacedRows rows) {}

    FileLoading(
            Catalog catalog,
            EmbeddedTabletStore store,
            AutomaticPartitions automaticPartitions,
            FileLoad load,
            Progress progress) {
        this.catalog = catalog;
        this.store = store;
        this.automaticPartitions = automaticPartitions;
        this.load = load;
        this.progress = progress;
    }

    /**
     * Reads the files.
     *
     * @throws RefusedException when a table, column or partition is not there, a table may not be loaded now, or a file cannot be
     *     read
     */
    void read(DuckDb duckDb) throws SQLException, IOException {
        Map<String, List<FileSource>> byTable = new LinkedHashMap<>();
        load.sources()
                .forEach(source -> byTable.computeIfAbsent(source.table(), key -> new ArrayList<>())
                        .add(source));
        for (Map.Entry<String, List<FileSource>> entry : byTable.entrySet()) {
            Table table = catalog.requireLoadable(load.database(), entry.getKey());
            Target target = new Target(table, duckDb.connect(), entry.getValue(), new ArrayList<>());
            targets.add(target);
            for (FileSource source : target.sources()) {
                List<Partition> unused = source.partitions().in(table);
                RawRows rows = RawRows.read(target.connection(), target.rows().size(), table, source, progress);
                rows.map(load.unconverted());
                target.rows().add(rows);
            }
        }
    }

    /**
     * Makes the rows visible.
     *
     * @param locks of tables, by their id, which all loads take
     * @throws RefusedException when too many rows are bad, or a table was changed meanwhile; nothing is loaded then
     */
    Outcome finish(Striped<Lock> locks) throws SQLException, IOException {
        for (Lock lock : locks.bulkGet(
                targets.stream().map(target -> target.table().id()).toList())) {
            take(lock);
        }
        List<Staged> staged = new ArrayList<>();
        for (Target target : targets) {
            staged.add(stage(target));
        }
        Outcome outcome = judge(staged);
        List<Staged> placed = new ArrayList<>();
        for (Staged table : staged) {
            placed.add(withPartitions(table));
        }
        commit(placed, outcome);
        return outcome;
    }

    private void take(Lock lock) {
        try {
            while (!lock.tryLock(1, TimeUnit.SECONDS)) {
                progress.check();
            }
            locked.add(lock);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Reason.WRONG_STATE, "the load was interrupted; try again", e);
        }
    }

    private Staged stage(Target target) throws SQLException {
        Table now = catalog.requireTable(load.database(), target.table().name());
        if (now.id() != target.table().id()
                || !now.schema().equals(target.table().schema())) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "table '%s' was replaced while the files were read; try again".formatted(now.name()));
        }
        FileStaging staging = new FileStaging(target.connection(), now, load.unconverted());
        for (int i = 0; i < target.rows().size(); i++) {
            progress.check();
            staging.add(i, target.rows().get(i));
        }
        return new Staged(target, staging, new RowStaging.PlacedRows(now, now.allPartitions(), staging.places()));
    }

    /** Makes the partitions that the good rows need. */
    private Staged withPartitions(Staged staged) throws SQLException {
        return RowStaging.areMissing(staged.rows().places())
                ? new Staged(
                        staged.target(),
                        staged.staging(),
                        staged.staging().placeInNewPartitions(load.database(), automaticPartitions))
                : staged;
    }

    private Outcome judge(List<Staged> tables) throws SQLException {
        long good = 0;
        long bad = 0;
        long unselected = 0;
        List<String> first = new ArrayList<>();
        for (Staged table : tables) {
            good += table.rows().places().stream()
                    .mapToLong(RowStaging.TabletRows::rows)
                    .sum();
            bad += table.staging().countBad();
            unselected += table.staging().countUnselected();
            first.addAll(table.staging().firstBad(table.target().sources(), FIRST_BAD - first.size()));
        }
        Outcome outcome = new Outcome(good, bad, unselected, first);
        progress.counted(outcome);
        if (bad > load.maxFilterRatio() * (good + bad)) {
            throw new RefusedException(
                    Reason.INVALID,
                    "quality not good enough to cancel: %d of %d rows are bad, and max_filter_ratio is %s. %s%s"
                            .formatted(
                                    bad,
                                    good + bad,
                                    load.maxFilterRatio(),
                                    String.join("; ", first),
                                    bad > first.size() ? "; …" : ""));
        }
        return outcome;
    }

    private void commit(List<Staged> tables, Outcome outcome) throws SQLException, IOException {
        List<TableLoad> loads = new ArrayList<>();
        boolean undecided = false;
        try {
            for (Staged table : tables) {
                RowStaging.PlacedRows rows = table.rows();
                if (!rows.places().isEmpty()) {
                    TableLoad tableLoad =
                            new TableLoad(catalog, store, load.database(), rows.table(), rows.candidates());
                    loads.add(tableLoad);
                    tableLoad.prepare(
                            table.target().connection(), table.staging().goodRows(), rows.places());
                    progress.check();
                }
            }
            undecided = true;
            progress.commit(outcome, change -> loads.forEach(tableLoad -> tableLoad.publish(change)));
        } catch (RefusedException e) {
            undecided = false;
            throw e;
        } finally {
            for (TableLoad tableLoad : loads) {
                // after a commit of unknown outcome the files may be visible, so they stay
                tableLoad.end(undecided ? TableLoad.Fate.KEPT : TableLoad.Fate.WITHDRAWN);
            }
        }
    }

    @Override
    public void close() {
        locked.forEach(Lock::unlock);
        locked.clear();
        for (Target target : targets) {
            try {
                target.connection().close();
            } catch (SQLException e) {
                LOG.warn("cannot close a load in order", e);
            }
        }
    }
}
