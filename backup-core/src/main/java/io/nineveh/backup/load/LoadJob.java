package io.nineveh.backup.load;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A load.
 *
 * @param tables that rows go to
 * @param maxFilterRatio how many of all rows may be bad, from 0 to 1
 * @param files how many files there are, and how large they are together; empty until they are known
 * @param rows how many rows they have; empty until that is known
 * @param error why it was cancelled
 */
public record LoadJob(
        JobIdentity identity,
        DataJobState state,
        List<String> tables,
        double maxFilterRatio,
        Optional<Instant> startTime,
        Optional<Instant> finishTime,
        Optional<Files> files,
        Optional<Rows> rows,
        Optional<String> error)
        implements DataJob<LoadJob> {

    /** Files, and their bytes together. */
    public record Files(int number, long bytes) {}

    /** Rows that are loaded, bad ones, and those that a condition of the load leaves out. */
    public record Rows(long good, long bad, long unselected) {}

    public LoadJob {
        requireNonNull(identity, "identity");
        requireNonNull(state, "state");
        requireNonNull(startTime, "startTime");
        requireNonNull(finishTime, "finishTime");
        requireNonNull(files, "files");
        requireNonNull(rows, "rows");
        requireNonNull(error, "error");
        tables = List.copyOf(tables);
    }

    /** A load that waits. */
    public static LoadJob pending(JobIdentity identity, List<String> tables, double maxFilterRatio) {
        return new LoadJob(
                identity,
                DataJobState.PENDING,
                tables,
                maxFilterRatio,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same job, begun. */
    public LoadJob started(Instant time) {
        return with(DataJobState.RUNNING, Optional.of(time), finishTime, files, rows, error);
    }

    /** The same job, with its files. */
    public LoadJob withFiles(Files found) {
        return with(state, startTime, finishTime, Optional.of(found), rows, error);
    }

    /** The same job, with its rows. */
    public LoadJob withRows(Rows counted) {
        return with(state, startTime, finishTime, files, Optional.of(counted), error);
    }

    /** The same job, whose rows are visible. */
    public LoadJob finished(Instant time) {
        return with(DataJobState.FINISHED, startTime, Optional.of(time), files, rows, error);
    }

    @Override
    public LoadJob cancelled(String why, Instant time) {
        return with(DataJobState.CANCELLED, startTime, Optional.of(time), files, rows, Optional.of(why));
    }

    private LoadJob with(
            DataJobState nextState,
            Optional<Instant> start,
            Optional<Instant> finish,
            Optional<Files> nextFiles,
            Optional<Rows> nextRows,
            Optional<String> nextError) {
        return new LoadJob(identity, nextState, tables, maxFilterRatio, start, finish, nextFiles, nextRows, nextError);
    }
}
