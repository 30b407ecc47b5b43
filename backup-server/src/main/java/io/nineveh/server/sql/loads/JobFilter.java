package io.nineveh.server.sql.loads;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.sql.NameFilter;
import java.util.Optional;

/**
 * Which loads or exports a SHOW statement asks for.
 *
 * @param state as it is shown; empty: any
 */
public record JobFilter(NameFilter labels, Optional<String> state) {
    public JobFilter {
        requireNonNull(labels, "labels");
        requireNonNull(state, "state");
    }

    boolean matches(String label, String shownState) {
        return labels.matches(label)
                && state.filter(wanted -> !wanted.equalsIgnoreCase(shownState)).isEmpty();
    }
}
