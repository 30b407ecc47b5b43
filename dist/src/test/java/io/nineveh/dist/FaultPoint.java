package io.nineveh.dist;

import io.nineveh.backup.job.BackupState;
import io.nineveh.backup.job.RestoreState;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A place in a job where it can be held.
 *
 * @param state a {@link BackupState} or a {@link RestoreState}
 */
record FaultPoint(Enum<?> state, Moment moment) {
    enum Moment {
        /** The state is durable, and its work has not begun. */
        ENTERED,
        /** Its work is done, and that is not durable. */
        WORKED
    }

    /** All places of all backups, in their order. */
    static Stream<FaultPoint> ofBackups() {
        return Arrays.stream(BackupState.values())
                .filter(state -> !state.isDone())
                .flatMap(FaultPoint::of);
    }

    /** All places of all restores, in their order. */
    static Stream<FaultPoint> ofRestores() {
        return Arrays.stream(RestoreState.values())
                .filter(state -> !state.isDone())
                .flatMap(FaultPoint::of);
    }

    private static Stream<FaultPoint> of(Enum<?> state) {
        return Arrays.stream(Moment.values()).map(moment -> new FaultPoint(state, moment));
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(state.getDeclaringClass().getSimpleName(), state, moment);
    }
}
