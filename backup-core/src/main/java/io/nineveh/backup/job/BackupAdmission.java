package io.nineveh.backup.job;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.repository.LabelLeases;
import io.nineveh.backup.repository.Lease;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which backups are refused. */
final class BackupAdmission {
    private BackupAdmission() {}

    /**
     * The tables to back up, with only those of their partitions that were asked for.
     *
     * @param objects empty: all tables
     */
    static List<Table> resolve(Database database, List<BackupObject> objects) {
        if (objects.isEmpty()) {
            if (database.tables().isEmpty()) {
                throw new RefusedException(
                        Reason.WRONG_STATE, "database %s has no table to back up".formatted(database.name()));
            }
            return database.tables();
        }
        Set<String> names = new HashSet<>();
        List<Table> tables = new ArrayList<>();
        for (BackupObject object : objects) {
            if (!names.add(object.table().toLowerCase(Locale.ROOT))) {
                throw new RefusedException(Reason.INVALID, "Duplicated table: %s".formatted(object.table()));
            }
            Table table = database.table(object.table())
                    .orElseThrow(() -> new RefusedException(
                            Reason.UNKNOWN_TABLE,
                            "Unknown table '%s' in database '%s'".formatted(object.table(), database.name())));
            tables.add(object.partitions().isEmpty() ? table : table.withPartitions(partitions(table, object)));
        }
        return tables;
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

    /** As asked for, or one for each table where all were. */
    static List<BackupObject> objects(List<Table> tables, List<BackupObject> asked) {
        return asked.isEmpty()
                ? tables.stream()
                        .map(table -> new BackupObject(table.name(), List.of()))
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
