package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded wait for a cluster's first answer. Hadoop's own time-outs, those of the name service and of Kerberos add up
 * to minutes where nothing answers; here it is over in seconds, whatever of them it is.
 */
final class FirstContact {
    private static final Logger LOG = LoggerFactory.getLogger(FirstContact.class);

    /** Within the time that clients of brokers commonly wait for an answer: 10 seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private FirstContact() {}

    /** Connects, in a thread of its own. One that connects after all when the time is over closes again. */
    static HdfsSession make(HdfsSpec spec, Callable<HdfsSession> connecting) throws StorageException {
        AtomicBoolean isSettled = new AtomicBoolean();
        FutureTask<HdfsSession> contact = new FutureTask<>(() -> {
            HdfsSession session = connecting.call();
            if (!isSettled.compareAndSet(false, true)) {
                session.close();
            }
            return session;
        });
        Thread thread = new Thread(contact, "hdfs-connect-" + spec.cluster());
        thread.setDaemon(true);
        // Hadoop finds its file systems and its defaults, once for ever, through the thread that first asks.
        thread.setContextClassLoader(FirstContact.class.getClassLoader());
        thread.start();
        try {
            return await(spec, contact, isSettled);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StorageException.transientFailure(spec.root(), "cannot connect: interrupted", e);
        }
    }

    private static HdfsSession await(HdfsSpec spec, FutureTask<HdfsSession> contact, AtomicBoolean isSettled)
            throws StorageException, InterruptedException {
        String action = "connect" + spec.nameNodes().map(" to %s"::formatted).orElse("");
        try {
            return contact.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (!isSettled.compareAndSet(false, true)) {
                return await(spec, contact, isSettled);
            }
            LOG.atWarn().addKeyValue("cluster", spec.cluster()).log("no answer");
            throw StorageException.transientFailure(
                    spec.root(),
                    "cannot %s: no answer within %d s; see that a name node is active there and can be reached"
                            .formatted(action, LIMIT.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw HdfsErrors.translate(spec.root(), action, failure);
            }
            if (e.getCause() instanceof IllegalArgumentException mistake) {
                throw new StorageException(
                        Kind.INVALID_PATH,
                        spec.root(),
                        "cannot %s: %s; correct the location or the dfs.* properties"
                                .formatted(action, mistake.getMessage()),
                        mistake);
            }
            throw new StorageException(
                    Kind.STORAGE_ERROR, spec.root(), "cannot %s: %s".formatted(action, e.getCause()), e.getCause());
        }
    }
}
