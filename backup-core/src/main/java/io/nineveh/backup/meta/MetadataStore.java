package io.nineveh.backup.meta;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable state of a server: one SQLite file, used by one process at a time. Writes happen one after another; reads do not
 * wait for them. Safe for many threads.
 *
 * <p>SQL given to a {@link Handle} keeps to what PostgreSQL understands too.
 */
public final class MetadataStore implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataStore.class);

    private final Path file;
    private final ProcessLock lock;
    private final SqliteDatabase database;
    private final Jdbi reader;
    private final WriteConnection writer;
    private final IdSequence ids;
    private final ReentrantLock writing = new ReentrantLock(true);
    private volatile boolean isClosed;

    private MetadataStore(
            Path file, ProcessLock lock, SqliteDatabase database, WriteConnection writer, IdSequence ids) {
        this.file = file;
        this.lock = lock;
        this.database = database;
        this.reader = database.reader();
        this.writer = writer;
        this.ids = ids;
    }

    /**
     * Opens the database, making the file and its directories if they are not there, and brings its tables to the newest
     * form.
     *
     * @throws MetadataException when it is in use, damaged, of a newer version, or cannot be opened; nothing is left open
     */
    public static MetadataStore open(Path file) {
        long start = System.nanoTime();
        SqliteDatabase.loadNativeLibrary();
        SqliteDatabase database = new SqliteDatabase(file);
        ProcessLock lock = takeLock(file, database);
        MetadataStore store = null;
        try {
            store = open(file, lock, database);
            LOG.info(
                    "opened the metadata database {} in {} ms",
                    file,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            return store;
        } catch (JdbiException e) {
            throw database.explain("open", e);
        } finally {
            if (store == null) {
                release(lock);
            }
        }
    }

    private static ProcessLock takeLock(Path file, SqliteDatabase database) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ProcessLock lock = ProcessLock.take(file.resolveSibling(file.getFileName() + ".lock"));
            boolean isCreated = false;
            try {
                database.createFile();
                isCreated = true;
                return lock;
            } finally {
                if (!isCreated) {
                    lock.close();
                }
            }
        } catch (ProcessLock.HeldException e) {
            throw new MetadataException(
                    ("the metadata database %s is in use by %s; stop that server first, or give this one"
                                    + " a data directory of its own")
                            .formatted(file, e.holder()));
        } catch (IOException e) {
            throw new MetadataException(
                    "cannot make the metadata database %s: %s; make its directory writable".formatted(file, e), e);
        }
    }

    private static MetadataStore open(Path file, ProcessLock lock, SqliteDatabase database) {
        WriteConnection writer = new WriteConnection(database);
        boolean isOpen = false;
        try {
            database.check(writer.handle());
            database.migrate();
            MetadataStore store = new MetadataStore(file, lock, database, writer, IdSequence.load(writer.handle()));
            isOpen = true;
            return store;
        } finally {
            if (!isOpen) {
                writer.close();
            }
        }
    }

    /**
     * Runs queries that all see the state after the same commit. What the work throws is passed on.
     *
     * @throws MetadataException when the database fails
     */
    public <T> T read(Function<Handle, T> work) {
        checkOpen();
        try (Handle handle = reader.open()) {
            handle.execute("PRAGMA query_only = true");
            return handle.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw database.explain("read", e);
        }
    }

    /**
     * Runs work as one transaction. When this returns, what it wrote is durable, and its
     * {@link MetadataTransaction#onCommit} actions have run. When the work throws, nothing of it is there and the exception
     * is passed on. Waits for the write that is under way; a write within a write is an {@link IllegalStateException}.
     *
     * @throws MetadataException when the database fails; nothing of the work is there, unless the message says that this
     *     is not known
     */
    public <T, X extends Exception> T write(MetadataWork<T, X> work) throws X {
        requireNonNull(work, "work");
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a write within a write; pass the transaction on instead");
        }
        writing.lock();
        try {
            checkOpen();
            writer.begin();
            MetadataTransaction transaction = new MetadataTransaction(writer.handle(), ids);
            T result = commit(transaction, work);
            runAll(transaction.end());
            return result;
        } finally {
            writing.unlock();
        }
    }

    private <T, X extends Exception> T commit(MetadataTransaction transaction, MetadataWork<T, X> work) throws X {
        boolean isCommitted = false;
        try {
            T result = work.run(transaction);
            ids.save(writer.handle());
            writer.commit();
            ids.saved();
            isCommitted = true;
            return result;
        } catch (JdbiException e) {
            throw database.explain("write to", e);
        } finally {
            if (!isCommitted) {
                transaction.end();
                writer.rollback();
            }
        }
    }

    /** All run, whatever one of them does: they are what memory needs to follow the database. */
    private static void runAll(List<Runnable> actions) {
        RuntimeException failure = null;
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void checkOpen() {
        if (isClosed) {
            throw new MetadataException("the metadata database %s is closed".formatted(file));
        }
    }

    /** Waits for the write under way, then closes the file for good. Repeating it does nothing. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                writer.close();
                release(lock);
                LOG.info("closed the metadata database {}", file);
            }
        } finally {
            writing.unlock();
        }
    }

    private static void release(ProcessLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("could not give up the lock of the metadata database; it ends with this process", e);
        }
    }
}
