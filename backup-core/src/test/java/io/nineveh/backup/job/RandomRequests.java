package io.nineveh.backup.job;

import io.nineveh.backup.repository.SnapshotInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Thinks of jobs that are in order, by chance. */
final class RandomRequests {
    static final List<String> TABLES = List.of("sales", "orders");
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private final Random random;
    private final ExpectedRows expected;
    private final Deque<String> freeLabels = new ArrayDeque<>();
    private int labels;

    RandomRequests(Random random, ExpectedRows expected) {
        this.random = random;
        this.expected = expected;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T oneOf(Collection<T> choices) {
        return List.copyOf(choices).get(random.nextInt(choices.size()));
    }

    /** A label whose backup failed; a later one may use it. */
    void giveBack(String label) {
        freeLabels.add(label);
    }

    /** Of a database with a table. */
    BackupRequest backup(String database) {
        SortedMap<String, TableRows> tables = expected.tables(database);
        List<BackupObject> objects = new ArrayList<>();
        if (chance(50)) {
            for (String table : some(tables.keySet())) {
                objects.add(new BackupObject(table, somePartitions(tables.get(table))));
            }
        }
        String label = freeLabels.isEmpty() || chance(50) ? "label_" + labels++ : freeLabels.remove();
        SnapshotInfo.Content content = chance(10) ? SnapshotInfo.Content.METADATA_ONLY : SnapshotInfo.Content.ALL;
        return new BackupRequest(database, label, "repo", objects, content, TIMEOUT);
    }

    /** Of a snapshot, of which there is one. */
    RestoreRequest restore(String database) {
        String label = oneOf(expected.labels());
        SortedMap<String, TableRows> snapshot = expected.snapshot(label);
        Set<RestoreOption> options = EnumSet.noneOf(RestoreOption.class);
        for (RestoreOption option : List.of(RestoreOption.ALLOW_LOAD, RestoreOption.CLEAN_PARTITIONS)) {
            if (chance(40)) {
                options.add(option);
            }
        }
        if (chance(30)) {
            options.addAll(Set.of(RestoreOption.ATOMIC_RESTORE, RestoreOption.FORCE_REPLACE));
        }
        List<RestoreObject> objects = new ArrayList<>();
        if (chance(50)) {
            List<String> targets = new ArrayList<>(TABLES);
            Collections.shuffle(targets, random);
            for (String table : some(snapshot.keySet())) {
                objects.add(
                        new RestoreObject(table, somePartitions(snapshot.get(table)), Optional.of(targets.remove(0))));
            }
        } else if (chance(40)) {
            options.add(RestoreOption.CLEAN_TABLES);
        }
        return restore(database, label, objects, options);
    }

    /** So that the database is as the snapshot afterwards. */
    static RestoreRequest exactly(String database, String label) {
        return restore(database, label, List.of(), Set.of(RestoreOption.CLEAN_TABLES, RestoreOption.CLEAN_PARTITIONS));
    }

    private static RestoreRequest restore(
            String database, String label, List<RestoreObject> objects, Set<RestoreOption> options) {
        return new RestoreRequest(
                database, label, "repo", Optional.empty(), objects, List.of(), options, OptionalInt.empty(), TIMEOUT);
    }

    private List<String> somePartitions(TableRows rows) {
        return chance(40) ? List.copyOf(some(rows.partitions())) : List.of();
    }

    /** At least one. */
    private Set<String> some(Collection<String> all) {
        Set<String> some = new TreeSet<>(Set.of(oneOf(all)));
        all.stream().filter(one -> chance(50)).forEach(some::add);
        return some;
    }
}
