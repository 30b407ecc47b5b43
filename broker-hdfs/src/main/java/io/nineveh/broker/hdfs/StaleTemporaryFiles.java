package io.nineveh.broker.hdfs;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the temporary files that a process left behind when it was killed. A whole cluster is too much to search; so
 * listings show here what they come across. A file goes when it was not touched for a day and nobody is writing it: its
 * writer's lease has ended, and the name node has closed it.
 */
final class StaleTemporaryFiles implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(StaleTemporaryFiles.class);
    private static final Duration AGE = Duration.ofHours(24);
    private static final int MOST_WAITING = 1000;
    private static final int IDLE_SECONDS = 10;

    private final Clock clock;
    private final ThreadPoolExecutor worker;

    StaleTemporaryFiles(Clock clock) {
        this.clock = clock;
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "hdfs-stale-files");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        worker.allowCoreThreadTimeOut(true);
    }

    /** Takes note of a temporary file, and removes it in the background if it is stale. What is too much waits for the next listing. */
    void seen(DistributedFileSystem cluster, Path path, FileStatus status) {
        if (Instant.ofEpochMilli(status.getModificationTime())
                .isBefore(clock.instant().minus(AGE))) {
            worker.execute(() -> remove(cluster, path, status.getLen()));
        }
    }

    private static void remove(DistributedFileSystem cluster, Path path, long bytes) {
        try {
            if (cluster.isFileClosed(path) && cluster.delete(path, false)) {
                LOG.atInfo()
                        .addKeyValue("file", path)
                        .addKeyValue("bytes", bytes)
                        .log("stale temporary file removed");
            }
        } catch (IOException e) {
            LOG.debug("{}: the stale temporary file stays: {}", path, e.toString());
        }
    }

    @Override
    public void close() {
        worker.shutdown();
    }
}
