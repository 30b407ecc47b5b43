package io.nineveh.backup.job;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.job.ExistingTable.Fate;
import io.nineveh.backup.repository.SnapshotEntry;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTable;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotView;
import io.nineveh.backup.repository.SnapshotTimestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which restores are refused. */
final class RestoreAdmission {
    private RestoreAdmission() {}

    /** The timestamp that was asked for, or else the only one there is. */
    static SnapshotTimestamp timestamp(RestoreRequest request, Optional<SnapshotEntry> found) {
        List<SnapshotTimestamp> timestamps =
                found.map(SnapshotEntry::timestamps).orElse(List.of());
        if (request.timestamp().isPresent()) {
            String text = request.timestamp().get();
            return timestamps.stream()
                    .filter(timestamp -> timestamp.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> noInfo(
                            request.label(), "there is none of timestamp %s, only %s".formatted(text, timestamps)));
        }
        if (timestamps.isEmpty()) {
            throw noInfo(
                    request.label(),
                    found.isPresent()
                            ? "it has no __info in repository %s, so its backup is under way or failed, or somebody removed that file. Use another snapshot, or put the file back"
                                    .formatted(request.repository())
                            : "repository %s has no such snapshot".formatted(request.repository()));
        }
        if (timestamps.size() > 1) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Missing backup_timestamp property: snapshot %s has the timestamps %s; name one of them"
                            .formatted(request.label(), timestamps));
        }
        return timestamps.get(0);
    }

    static RefusedException noInfo(String label, String why) {
        return new RefusedException(
                Reason.WRONG_STATE,
                "Failed to get info of snapshot '%s' because: %s. Maybe specified wrong backup timestamp"
                        .formatted(label, why));
    }

    /** What to restore, each with its partitions named. */
    static List<RestoreObject> resolve(RestoreRequest request, SnapshotInfo info) {
        List<RestoreObject> asked = request.objects().isEmpty()
                ? remaining(request, info).stream()
                        .map(name -> new RestoreObject(name, List.of(), Optional.empty()))
                        .toList()
                : request.objects();
        Set<String> targets = new HashSet<>();
        for (RestoreObject object : asked) {
            if (!targets.add(object.targetName())) {
                throw new RefusedException(
                        Reason.INVALID,
                        object.alias().isPresent()
                                ? "Duplicated alias name: %s".formatted(object.targetName())
                                : "Duplicated restore table: %s".formatted(object.targetName()));
            }
        }
        return asked.stream().map(object -> resolve(object, info)).toList();
    }

    private static List<String> remaining(RestoreRequest request, SnapshotInfo info) {
        for (String name : request.excluded()) {
            if (info.table(name).isEmpty() && !info.hasView(name)) {
                throw unknown(name, info);
            }
        }
        List<String> names = Stream.concat(
                        info.tables().stream().map(SnapshotTable::name),
                        info.views().stream().map(SnapshotView::name))
                .filter(name -> !request.excluded().contains(name))
                .toList();
        if (names.isEmpty() && !request.excluded().isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "EXCLUDE leaves no table of snapshot %s to restore; exclude fewer".formatted(info.label()));
        }
        return names;
    }

    private static RefusedException unknown(String name, SnapshotInfo info) {
        return new RefusedException(
                Reason.UNKNOWN_TABLE, "Table %s does not exist in snapshot %s".formatted(name, info.label()));
    }

    private static RestoreObject resolve(RestoreObject object, SnapshotInfo info) {
        if (info.hasView(object.table())) {
            BackupAdmission.requireNoPartitions(object.table(), object.partitions());
            return object;
        }
        SnapshotTable table = info.table(object.table()).orElseThrow(() -> unknown(object.table(), info));
        for (String name : object.partitions()) {
            if (table.partition(name).isEmpty()) {
                throw new RefusedException(
                        Reason.UNKNOWN_PARTITION,
                        "Partition %s of table %s does not exist in snapshot %s"
                                .formatted(name, table.name(), info.label()));
            }
        }
        List<String> partitions = table.partitions().stream()
                .map(SnapshotPartition::name)
                .filter(name ->
                        object.partitions().isEmpty() || object.partitions().contains(name))
                .toList();
        return new RestoreObject(object.table(), partitions, object.alias());
    }

    /** Refuses options that contradict each other or the rest of the request. */
    static void checkOptions(RestoreRequest request) {
        if (request.options().contains(RestoreOption.FORCE_REPLACE)
                && !request.options().contains(RestoreOption.ATOMIC_RESTORE)) {
            throw new RefusedException(
                    Reason.INVALID, "force_replace is only possible with \"atomic_restore\" = \"true\": set both");
        }
        if (request.options().contains(RestoreOption.CLEAN_TABLES) && !request.isWhole()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "clean_tables is only possible when a whole snapshot is restored: leave out ON and EXCLUDE, or set \"clean_tables\" = \"false\"");
        }
    }

    /** A table cannot become a view, nor a view a table. */
    static void checkKinds(Database database, List<RestoreObject> objects, SnapshotInfo info) {
        for (RestoreObject object : objects) {
            boolean isView = info.hasView(object.table());
            String target = object.targetName();
            if (isView
                    ? database.table(target).isPresent()
                    : database.view(target).isPresent()) {
                throw new RefusedException(
                        Reason.WRONG_STATE,
                        "'%s' is a %s here, and '%s' is a %s in snapshot %s. Restore it under another name with AS, or drop the one that is here"
                                .formatted(
                                        target,
                                        isView ? "table" : "view",
                                        object.table(),
                                        isView ? "view" : "table",
                                        info.label()));
            }
        }
    }

    /** The ids of the views that go because the snapshot has none of their names. */
    static List<Long> droppedViews(RestoreRequest request, Database database, List<RestoreObject> objects) {
        if (!request.options().contains(RestoreOption.CLEAN_TABLES)) {
            return List.of();
        }
        Set<String> targets = objects.stream().map(RestoreObject::targetName).collect(toSet());
        return database.views().stream()
                .filter(view -> !targets.contains(view.name()))
                .map(View::id)
                .toList();
    }

    /** The tables of a database that a restore changes. */
    static List<ExistingTable> existing(
            RestoreRequest request, Database database, List<RestoreObject> objects, SnapshotInfo info) {
        List<ExistingTable> existing = new ArrayList<>();
        Map<String, RestoreObject> targets =
                objects.stream().collect(toMap(RestoreObject::targetName, Function.identity()));
        for (Table table : database.tables()) {
            Optional<RestoreObject> object = Optional.ofNullable(targets.get(table.name()));
            if (object.isPresent()) {
                SnapshotTable source = info.table(object.get().table()).orElseThrow();
                if (!table.temporaryPartitions().isEmpty()) {
                    throw new RefusedException(
                            Reason.WRONG_STATE,
                            "Do not support restoring table with temp partitions: table '%s' has %s here. Replace partitions with them, drop them, or restore it under another name with AS"
                                    .formatted(table.name(), BackupAdmission.names(table.temporaryPartitions())));
                }
                existing.add(
                        new ExistingTable(table.name(), table.id(), Fate.OVERWRITTEN, cleaned(request, table, source)));
            } else if (request.options().contains(RestoreOption.CLEAN_TABLES)) {
                existing.add(new ExistingTable(table.name(), table.id(), Fate.DROPPED, List.of()));
            }
        }
        return existing;
    }

    private static List<String> cleaned(RestoreRequest request, Table table, SnapshotTable source) {
        if (!request.options().contains(RestoreOption.CLEAN_PARTITIONS)
                || table.partitioning().kind() == Partitioning.Kind.UNPARTITIONED) {
            return List.of();
        }
        return table.partitions().stream()
                .map(Partition::name)
                .filter(name -> source.partition(name).isEmpty())
                .toList();
    }

    /** How many copies of each tablet are to be made: one. */
    static int replicationNum(OptionalInt asked, int backends) {
        if (asked.orElse(1) != 1) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "replication_num %d is not possible: this server keeps one copy of each tablet, on its %d backend(s). Set \"replication_num\" = \"1\", or leave it out"
                            .formatted(asked.getAsInt(), backends));
        }
        return 1;
    }
}
