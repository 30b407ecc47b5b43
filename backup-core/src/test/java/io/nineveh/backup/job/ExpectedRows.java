package io.nineveh.backup.job;

import io.nineveh.backup.repository.SnapshotInfo;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must be there: the rows of each table, in each database and in each snapshot. */
final class ExpectedRows {
    private final SortedMap<String, SortedMap<String, TableRows>> databases = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, TableRows>> snapshots = new TreeMap<>();
    private final Set<String> labelsWithoutRows = new HashSet<>();

    /** A database as {@link JobWorld#createDatabase} makes it. */
    void createDatabase(String database) {
        databases.put(database, new TreeMap<>());
        createTable(database, "sales");
    }

    Set<String> databases() {
        return databases.keySet();
    }

    /** The tables of a database, to be changed. */
    SortedMap<String, TableRows> tables(String database) {
        return databases.get(database);
    }

    void createTable(String database, String table) {
        tables(database).put(table, TableRows.created(table));
    }

    void load(String database, String table, String rows) {
        tables(database).computeIfPresent(table, (name, before) -> before.loaded(name, rows));
    }

    Set<String> labels() {
        return snapshots.keySet();
    }

    SortedMap<String, TableRows> snapshot(String label) {
        return snapshots.get(label);
    }

    /** What becomes true when a backup that is submitted now finishes. */
    Runnable effect(BackupRequest request) {
        SortedMap<String, TableRows> pinned = new TreeMap<>();
        SortedMap<String, TableRows> tables = tables(request.database());
        for (BackupObject object : objects(request)) {
            TableRows rows = partitions(tables.get(object.table()), object.partitions());
            pinned.put(object.table(), request.content() == SnapshotInfo.Content.ALL ? rows : rows.emptied());
        }
        return () -> {
            snapshots.put(request.label(), pinned);
            if (request.content() == SnapshotInfo.Content.METADATA_ONLY) {
                labelsWithoutRows.add(request.label());
            }
        };
    }

    private List<BackupObject> objects(BackupRequest request) {
        return request.objects().isEmpty()
                ? tables(request.database()).keySet().stream()
                        .map(table -> new BackupObject(table, List.of()))
                        .toList()
                : request.objects();
    }

    /** What becomes true when a restore that is submitted now finishes. */
    Runnable effect(RestoreRequest request) {
        SortedMap<String, TableRows> tables = tables(request.database());
        SortedMap<String, TableRows> snapshot = snapshot(request.label());
        Set<String> cleaned = new HashSet<>(changedTables(request));
        List<RestoreObject> objects = objects(request);
        objects.forEach(object -> cleaned.remove(object.targetName()));
        return () -> {
            tables.keySet().removeAll(cleaned);
            for (RestoreObject object : objects) {
                TableRows source = snapshot.get(object.table());
                TableRows restored = partitions(source, object.partitions());
                TableRows result = Optional.ofNullable(tables.get(object.targetName()))
                        .map(rows -> request.options().contains(RestoreOption.CLEAN_PARTITIONS)
                                ? rows.only(source.partitions())
                                : rows)
                        .map(rows -> rows.overwrittenBy(restored))
                        .orElse(restored);
                tables.put(object.targetName(), result);
            }
        };
    }

    /** The tables that a restore which is submitted now makes, overwrites or drops. */
    Set<String> changedTables(RestoreRequest request) {
        Set<String> changed = new HashSet<>();
        objects(request).forEach(object -> changed.add(object.targetName()));
        if (request.options().contains(RestoreOption.CLEAN_TABLES)) {
            changed.addAll(tables(request.database()).keySet());
        }
        return changed;
    }

    /** Whether a restore is refused since it would put empty partitions in the place of full ones. */
    boolean wouldLoseRows(RestoreRequest request) {
        return labelsWithoutRows.contains(request.label())
                && objects(request).stream().anyMatch(object -> {
                    TableRows source = partitions(snapshot(request.label()).get(object.table()), object.partitions());
                    return Optional.ofNullable(tables(request.database()).get(object.targetName()))
                            .map(rows -> request.options().contains(RestoreOption.FORCE_REPLACE)
                                    ? rows
                                    : rows.only(source.partitions()))
                            .filter(rows -> rows.segments() > 0)
                            .isPresent();
                });
    }

    private List<RestoreObject> objects(RestoreRequest request) {
        return request.objects().isEmpty()
                ? snapshot(request.label()).keySet().stream()
                        .map(table -> new RestoreObject(table, List.of(), Optional.empty()))
                        .toList()
                : request.objects();
    }

    private static TableRows partitions(TableRows rows, Collection<String> asked) {
        return asked.isEmpty() ? rows : rows.only(asked);
    }
}
