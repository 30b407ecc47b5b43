package io.nineveh.broker.hdfs;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.security.PrivilegedExceptionAction;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Hadoop's client of a cluster, and the user as whom it speaks.
 *
 * @param login what keeps the user logged in; closed with the session
 */
record HdfsSession(FileSystem client, UserGroupInformation user, Closeable login) implements Closeable {

    /** Makes a request as the user. Hadoop's client knows its user without it, but what it calls in turn may not. */
    <T> T call(PrivilegedExceptionAction<T> request) throws IOException {
        return as(user, request);
    }

    /** A request that gives nothing. */
    interface Step {
        void make() throws IOException;
    }

    /** As {@link #call}. */
    void run(Step step) throws IOException {
        call(() -> {
            step.make();
            return Optional.empty();
        });
    }

    static <T> T as(UserGroupInformation user, PrivilegedExceptionAction<T> request) throws IOException {
        try {
            return user.doAs(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (UndeclaredThrowableException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        try (login) {
            client.close();
        }
    }
}
