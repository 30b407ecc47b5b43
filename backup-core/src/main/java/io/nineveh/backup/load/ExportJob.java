package io.nineveh.backup.load;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.Location;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An export.
 *
 * @param what is exported, and how
 * @param file that it writes
 * @param written what is in the file; empty until it is visible
 * @param error why it was cancelled
 */
public record ExportJob(
        JobIdentity identity,
        DataJobState state,
        Terms what,
        Location file,
        Optional<Instant> startTime,
        Optional<Instant> finishTime,
        Optional<Written> written,
        Optional<String> error)
        implements DataJob<ExportJob> {

    /**
     * What is exported, and how.
     *
     * @param partitions empty: all
     * @param columns empty: all
     * @param path as the statement gave it
     * @param format such as {@code csv}
     * @param columnSeparator of CSV
     */
    public record Terms(
            String table,
            List<String> partitions,
            List<String> columns,
            Location path,
            String format,
            Optional<String> columnSeparator) {
        public Terms {
            requireNonNull(table, "table");
            requireNonNull(path, "path");
            requireNonNull(format, "format");
            requireNonNull(columnSeparator, "columnSeparator");
            partitions = List.copyOf(partitions);
            columns = List.copyOf(columns);
        }
    }

    /** What a file holds. */
    public record Written(long rows, long bytes) {}

    public ExportJob {
        requireNonNull(identity, "identity");
        requireNonNull(state, "state");
        requireNonNull(what, "what");
        requireNonNull(file, "file");
        requireNonNull(startTime, "startTime");
        requireNonNull(finishTime, "finishTime");
        requireNonNull(written, "written");
        requireNonNull(error, "error");
    }

    /** An export that waits. */
    public static ExportJob pending(JobIdentity identity, Terms what, Location file) {
        return new ExportJob(
                identity,
                DataJobState.PENDING,
                what,
                file,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same job, begun. */
    public ExportJob started(Instant time) {
        return new ExportJob(identity, DataJobState.RUNNING, what, file, Optional.of(time), finishTime, written, error);
    }

    /** The same job, whose file is visible. */
    public ExportJob finished(Written content, Instant time) {
        return new ExportJob(
                identity, DataJobState.FINISHED, what, file, startTime, Optional.of(time), Optional.of(content), error);
    }

    @Override
    public ExportJob cancelled(String why, Instant time) {
        return new ExportJob(
                identity, DataJobState.CANCELLED, what, file, startTime, Optional.of(time), written, Optional.of(why));
    }
}
