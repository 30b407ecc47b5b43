package io.nineveh.backup.job;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableGuard;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the tables that an unfinished restore is to overwrite or drop as they are, so that no row is acknowledged that the
 * restore would then remove, and the names free that it is to give. Give it to the catalog that a {@link JobEngine} works
 * on. It has no state: what is reserved is durable with the job.
 */
public final class RestoreGuard implements TableGuard {

    @Override
    public void check(Handle handle, String database, Table before, Optional<Table> after) {
        JobRows.reservation(handle, database)
                .filter(reservation -> reservation.forbids(before, after))
                .ifPresent(reservation -> {
                    throw new RefusedException(
                            Reason.WRONG_STATE,
                            ("Table[%s]'s state(%s) is not NORMAL: restore job %d of snapshot %s is to change it, and until then"
                                            + " this is not possible. Wait for its end, which SHOW RESTORE shows, or CANCEL RESTORE")
                                    .formatted(
                                            before.name(),
                                            reservation.isLoadAllowed() ? "RESTORE_WITH_LOAD" : "RESTORE",
                                            reservation.jobId(),
                                            reservation.label()));
                });
    }

    @Override
    public void checkName(Handle handle, String database, String name) {
        JobRows.reservation(handle, database)
                .filter(reservation -> reservation.names().contains(name))
                .ifPresent(reservation -> {
                    throw new RefusedException(
                            Reason.WRONG_STATE,
                            ("Restore job %d of snapshot %s is to make '%s'. Take another name, wait for the end of the job, which SHOW"
                                            + " RESTORE shows, or CANCEL RESTORE")
                                    .formatted(reservation.jobId(), reservation.label(), name));
                });
    }
}
