package io.nineveh.server.sql.repositories;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.repository.OpenRepository;
import io.nineveh.backup.repository.Repository;
import io.nineveh.backup.repository.RepositorySnapshots;
import io.nineveh.backup.repository.SnapshotEntry;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.repository.SnapshotTimestamp;
import io.nineveh.backup.user.Privilege;
import io.nineveh.broker.api.StorageException;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Cells;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code SHOW SNAPSHOT}. */
public record ShowSnapshot(String repository, NameFilter labels, Optional<String> timestamp) implements Statement {
    public static final StatementForm FORM = new StatementForm(
            "SHOW SNAPSHOT",
            "SHOW SNAPSHOT ON repository [WHERE SNAPSHOT = \"label\" [AND TIMESTAMP = \"2026-01-31-18-30-00\"] | SNAPSHOT LIKE \"pattern\"]",
            Privilege.ADMIN,
            "Lists the snapshots in a repository.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.admin());
    }

    @Override
    public Outcome execute(StatementContext context) {
        Repository repository = context.parts().repositories().require(this.repository);
        try (OpenRepository open = context.parts().repositories().open(repository)) {
            RepositorySnapshots snapshots = open.snapshots(bytes -> {});
            return timestamp.isPresent() ? details(snapshots, timestamp.orElseThrow()) : list(snapshots);
        } catch (StorageException e) {
            throw new RefusedException(
                    Reason.STORAGE,
                    "Failed to list the snapshots of repository %s: %s".formatted(this.repository, e.getMessage()),
                    e);
        }
    }

    private Outcome list(RepositorySnapshots snapshots) throws StorageException {
        TextTable table = TextTable.of("Snapshot", "Timestamp", "Status");
        List<SnapshotEntry> entries = labels.kind() == NameFilter.Kind.EQUAL
                ? snapshots.find(labels.text()).stream().toList()
                : snapshots.list();
        if (entries.isEmpty() && labels.kind() == NameFilter.Kind.EQUAL) {
            table.row(labels.text(), Cells.NONE, "ERROR: no snapshot");
        }
        for (SnapshotEntry entry : entries) {
            if (labels.matches(entry.label())) {
                table.row(entry.label(), timestamps(entry), entry.status());
            }
        }
        return table.outcome();
    }

    private static String timestamps(SnapshotEntry entry) {
        String lines = Stream.concat(
                        entry.timestamps().stream().map(SnapshotTimestamp::text),
                        entry.invalidFiles().stream().map(file -> "Invalid: " + file))
                .collect(joining("\n"));
        return lines.isEmpty() ? Cells.NONE : lines;
    }

    private Outcome details(RepositorySnapshots snapshots, String wanted) {
        TextTable table = TextTable.of("Snapshot", "Timestamp", "Database", "Details", "Status");
        if (!SnapshotTimestamp.isValid(wanted)) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Invalid TIMESTAMP '%s': write it as SHOW SNAPSHOT shows it, like 2018-04-18-19-19-10"
                            .formatted(wanted));
        }
        try {
            SnapshotInfo info = snapshots.readInfo(labels.text(), new SnapshotTimestamp(wanted));
            table.row(labels.text(), wanted, info.database(), SnapshotBrief.json(info), "OK");
        } catch (IOException e) {
            table.row(labels.text(), wanted, Cells.NONE, Cells.NONE, "Failed to get info: " + e.getMessage());
        }
        return table.outcome();
    }
}
