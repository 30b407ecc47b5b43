package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathIsDirectoryException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.RetriableException;
import org.apache.hadoop.ipc.StandbyException;
import org.apache.hadoop.security.AccessControlException;

/** What a failure that Hadoop's client reports means to a caller. */
final class HdfsErrors {
    private HdfsErrors() {}

    /** {@code action} says what was tried, to follow "cannot". */
    static StorageException translate(Location location, String action, IOException failure) {
        if (failure instanceof StorageException known) {
            return known;
        }
        IOException cause = unwrap(failure);
        String what = "cannot %s: %s".formatted(action, firstLine(cause));
        if (cause instanceof FileNotFoundException) {
            return new StorageException(Kind.NOT_FOUND, location, what, cause);
        }
        if (isBelowFile(cause) || cause instanceof PathIsDirectoryException || isTooLong(failure)) {
            return new StorageException(Kind.INVALID_PATH, location, what, cause);
        }
        if (cause instanceof AccessControlException) {
            return new StorageException(Kind.NOT_AUTHORIZED, location, what, cause);
        }
        return mayPass(failure, cause)
                ? StorageException.transientFailure(location, what, cause)
                : new StorageException(Kind.STORAGE_ERROR, location, what, cause);
    }

    /** Whether there is nothing at a path: neither it itself, nor, perhaps, the directory that would hold it. */
    static boolean isMissing(IOException failure) {
        IOException cause = unwrap(failure);
        return cause instanceof FileNotFoundException || isBelowFile(cause);
    }

    /** What a name node refuses stays refused, but for the states that it says will pass; all else is the network. */
    private static boolean mayPass(IOException failure, IOException cause) {
        return !(failure instanceof RemoteException)
                || cause instanceof StandbyException
                || cause instanceof RetriableException
                || cause instanceof SafeModeException;
    }

    /** Whether a path has a file as one of its parents. A name node tells readers so as a refusal of access. */
    private static boolean isBelowFile(IOException cause) {
        return cause instanceof ParentNotDirectoryException
                || (cause instanceof AccessControlException
                        && String.valueOf(cause.getMessage()).contains("(is not a directory)"));
    }

    /** A name or path that is too long; the client has no class for what the name node throws. */
    private static boolean isTooLong(IOException failure) {
        return failure instanceof RemoteException remote
                && remote.getClassName().contains("FSLimitException$PathComponentTooLongException");
    }

    private static IOException unwrap(IOException failure) {
        return failure instanceof RemoteException remote ? remote.unwrapRemoteException() : failure;
    }

    /** The name node sends its stack trace along. */
    private static String firstLine(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
    }
}
