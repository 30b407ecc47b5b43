package io.nineveh.backup.job;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.repository.LabelLeases;
import io.nineveh.backup.repository.Lease;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which backups are refused. */
final class BackupAdmission {
    private BackupAdmission() {}

    /**
     * What is to be backed up.
     *
     * @param tables with only those of their partitions that were asked for
     */
    record Selected(List<Table> tables, List<View> views) {
        Selected {
            tables = List.copyOf(tables);
            views = List.copyOf(views);
        }
    }

    /**
     * What to back up of a database.
     *
     * @param objects empty: all tables and views
     */
    static Selected resolve(Database database, List<BackupObject> objects) {
        if (objects.isEmpty()) {
            if (database.tables().isEmpty() && database.views().isEmpty()) {
                throw new RefusedException(
                        Reason.WRONG_STATE, "database %s has no table to back up".formatted(database.name()));
            }
            database.tables().forEach(BackupAdmission::requireWhole);
            return new Selected(database.tables(), database.views());
        }
        Set<String> names = new HashSet<>();
        List<Table> tables = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (BackupObject object : objects) {
            if (!names.add(object.table().toLowerCase(Locale.ROOT))) {
                throw new RefusedException(Reason.INVALID, "Duplicated table: %s".formatted(object.table()));
            }
            Optional<View> view = database.view(object.table());
            if (view.isPresent()) {
                requireNoPartitions(object.table(), object.partitions());
                views.add(view.get());
            } else {
                tables.add(table(database, object));
            }
        }
        return new Selected(tables, views);
    }

    static void requireNoPartitions(String view, List<String> partitions) {
        if (!partitions.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID, "%s is a view and has no partitions; leave them out".formatted(view));
        }
    }

    private static Table table(Database database, BackupObject object) {
        Table table = database.table(object.table())
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_TABLE,
                        "Unknown table '%s' in database '%s'".formatted(object.table(), database.name())));
        requireWhole(table);
        return object.partitions().isEmpty() ? table : table.withPartitions(partitions(table, object));
    }

    private static void requireWhole(Table table) {
        if (!table.temporaryPartitions().isEmpty()) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "Do not support backup table with temp partitions: table '%s' has %s. Replace partitions with them, or drop them"
                            .formatted(table.name(), names(table.temporaryPartitions())));
        }
    }

    static List<String> names(List<Partition> partitions) {
        return partitions.stream().map(Partition::name).toList();
    }

    private static List<Partition> partitions(Table table, BackupObject object) {
        for (String name : object.partitions()) {
            if (table.partition(name).isEmpty()) {
                throw new RefusedException(
                        Reason.UNKNOWN_PARTITION, "Unknown partition %s in table %s".formatted(name, table.name()));
            }
        }
        return table.partitions().stream()
                .filter(partition -> object.partitions().contains(partition.name()))
                .toList();
    }

    /** As asked for, or one for each table and view where all were. */
    static List<BackupObject> objects(Selected selected, List<BackupObject> asked) {
        return asked.isEmpty()
                ? Stream.concat(
                                selected.tables().stream().map(Table::name),
                                selected.views().stream().map(View::name))
                        .map(name -> new BackupObject(name, List.of()))
                        .toList()
                : asked;
    }

    static RefusedException labelLeased(String label, Lease lease) {
        return new RefusedException(
                Reason.WRONG_STATE,
                "label '%s' is being written by %s, which has it until %s. Wait for that backup to end, or choose another label; if that server is gone, try again after %s"
                        .formatted(
                                label,
                                lease.owner(),
                                lease.expiry(),
                                lease.expiry().plus(LabelLeases.TOLERANCE)));
    }

    static RefusedException labelExists(String label) {
        return new RefusedException(
                Reason.WRONG_STATE,
                "Snapshot with name '%s' already exist in repository. Choose another label".formatted(label));
    }
}
