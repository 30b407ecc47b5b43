package io.nineveh.server.sql.jobs;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which tables a BACKUP or RESTORE is about. No table is in it twice. */
public record Selection(Kind kind, List<SelectedTable> tables) {
    /** What the list means. */
    public enum Kind {
        /** There is no list: everything. */
        ALL,
        /** What is in the list. */
        ON,
        /** Everything but what is in the list. */
        EXCLUDE
    }

    public Selection {
        requireNonNull(kind, "kind");
        tables = List.copyOf(tables);
        Set<String> names = new HashSet<>();
        for (SelectedTable table : tables) {
            if (!names.add(table.name().toLowerCase(Locale.ROOT))) {
                throw new RefusedException(
                        Reason.INVALID, "Duplicated table in the list: %s; name it once".formatted(table.name()));
            }
            if (kind == Kind.EXCLUDE && !table.partitions().isEmpty()) {
                throw new RefusedException(
                        Reason.NOT_SUPPORTED,
                        "EXCLUDE takes whole tables: leave out the partitions of %s, or list what you want with ON"
                                .formatted(table.name()));
            }
            if (kind == Kind.EXCLUDE && table.alias().isPresent()) {
                throw new RefusedException(Reason.INVALID, "The table alias in exclude clause does not make sense");
            }
        }
    }

    public static Selection all() {
        return new Selection(Kind.ALL, List.of());
    }
}
