package io.nineveh.backup.load;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.meta.MetadataTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All loads, or all exports, that are known: the unfinished ones, and the last hundred of a database and kind. What it says is
 * durable. A label is used once in a database as long as its job is known, unless the job was cancelled. Safe for many threads.
 */
public final class DataJobJournal<R extends DataJob<R>> {
    private final MetadataStore metadata;
    private final DataJobRows<R> rows;

    private DataJobJournal(MetadataStore metadata, DataJobRows<R> rows) {
        this.metadata = requireNonNull(metadata, "metadata");
        this.rows = rows;
    }

    public static DataJobJournal<LoadJob> ofLoads(MetadataStore metadata) {
        return new DataJobJournal<>(metadata, new DataJobRows<>("LOAD", LoadJob.class));
    }

    public static DataJobJournal<ExportJob> ofExports(MetadataStore metadata) {
        return new DataJobJournal<>(metadata, new DataJobRows<>("EXPORT", ExportJob.class));
    }

    /**
     * Adds a job, which gets an id.
     *
     * @throws RefusedException when its label is used
     */
    public R add(LongFunction<R> making) {
        return metadata.write(transaction -> {
            R job = making.apply(transaction.newId());
            if (rows.isLabelUsed(transaction.handle(), job)) {
                throw new RefusedException(
                        Reason.WRONG_STATE,
                        "Label [%s] has already been used in database '%s'; choose another"
                                .formatted(
                                        job.identity().label(), job.identity().database()));
            }
            rows.insert(transaction.handle(), job);
            return job;
        });
    }

    /**
     * Those of a database, the newest first; also of one that was dropped. What a job made visible that is finished here can be
     * seen by everybody.
     */
    public List<R> list(String database) {
        // as a write, so that it comes after what follows a commit
        return metadata.write(transaction -> rows.ofDatabase(transaction.handle(), database));
    }

    /**
     * Changes a job that is not over.
     *
     * @throws RefusedException when it is
     */
    public R change(long id, UnaryOperator<R> change) {
        return metadata.write(transaction -> change(transaction, id, change));
    }

    /** As {@link #change(long, UnaryOperator)}, as part of a transaction. */
    public R change(MetadataTransaction transaction, long id, UnaryOperator<R> change) {
        R before = rows.find(transaction.handle(), id)
                .filter(job -> !job.isDone())
                .orElseThrow(() -> new RefusedException(Reason.WRONG_STATE, "job %d is over already".formatted(id)));
        R after = change.apply(before);
        rows.update(transaction.handle(), after);
        return after;
    }

    /**
     * Cancels the jobs of a database that are not over.
     *
     * @return those that were cancelled
     */
    public List<R> cancel(String database, Predicate<R> which, String why, Instant time) {
        return metadata.write(transaction -> cancel(
                transaction,
                rows.ofDatabase(transaction.handle(), database).stream()
                        .filter(which)
                        .toList(),
                why,
                time));
    }

    /**
     * Cancels all jobs that are not over.
     *
     * @return those that were cancelled
     */
    public List<R> cancelAll(String why, Instant time) {
        return metadata.write(transaction -> cancel(transaction, rows.unfinished(transaction.handle()), why, time));
    }

    private List<R> cancel(MetadataTransaction transaction, List<R> jobs, String why, Instant time) {
        List<R> cancelled = new ArrayList<>();
        for (R job : jobs) {
            if (!job.isDone()) {
                R after = job.cancelled(why, time);
                rows.update(transaction.handle(), after);
                cancelled.add(after);
            }
        }
        return cancelled;
    }
}
