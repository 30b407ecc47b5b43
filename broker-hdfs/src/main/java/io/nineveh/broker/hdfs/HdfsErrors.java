package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import javax.security.sasl.SaslException;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathIsDirectoryException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.RetriableException;
import org.apache.hadoop.ipc.StandbyException;
import org.apache.hadoop.security.AccessControlException;

/** What a failure that Hadoop's client reports means to a caller. */
final class HdfsErrors {
    private static final String LINK = "; For more details see:";

    private HdfsErrors() {}

    /** {@code action} says what was tried, to follow "cannot". */
    static StorageException translate(Location location, String action, IOException failure) {
        if (failure instanceof StorageException known) {
            return known;
        }
        IOException cause = unwrap(failure);
        String text = firstLine(cause);
        String what = "cannot %s: %s%s"
                .formatted(
                        action,
                        text,
                        Advice.on(failure).map(advice -> "; " + advice.text()).orElse(""));
        Optional<Kind> kind = kindOfRefusal(failure, cause);
        if (kind.isPresent()) {
            return new StorageException(kind.get(), location, what, cause);
        }
        return mayPass(failure, cause)
                ? StorageException.transientFailure(location, what, cause)
                : new StorageException(Kind.STORAGE_ERROR, location, what, cause);
    }

    /** Empty for what is no refusal, but a failure of the cluster or of the way to it. */
    private static Optional<Kind> kindOfRefusal(IOException failure, IOException cause) {
        if (cause instanceof FileNotFoundException) {
            return Optional.of(Kind.NOT_FOUND);
        }
        if (isBelowFile(cause) || cause instanceof PathIsDirectoryException || isTooLong(failure)) {
            return Optional.of(Kind.INVALID_PATH);
        }
        if (cause instanceof NoSuchFileException) {
            return Optional.of(Kind.INVALID_ARGUMENT);
        }
        if (Advice.on(failure).filter(Advice.NAME_THE_SERVER::equals).isPresent()) {
            return Optional.of(Kind.INVALID_ARGUMENT);
        }
        return isRefusalOfUser(failure) ? Optional.of(Kind.NOT_AUTHORIZED) : Optional.empty();
    }

    /** Whether there is nothing at a path: neither it itself, nor, perhaps, the directory that would hold it. */
    static boolean isMissing(IOException failure) {
        IOException cause = unwrap(failure);
        return cause instanceof FileNotFoundException || isBelowFile(cause);
    }

    /**
     * Whether a failure is one of a client itself or of its way to the cluster, and not of what it was asked: a new client
     * may do better.
     */
    static boolean isOfClient(StorageException failure) {
        return has(failure, SocketException.class, SocketTimeoutException.class, UnknownHostException.class)
                || has(failure, SaslException.class, LoginException.class)
                || String.valueOf(failure.getMessage()).contains("Filesystem closed");
    }

    /** A user whom the name node, or the key distribution centre, does not let in or not let do it. */
    private static boolean isRefusalOfUser(IOException failure) {
        return unwrap(failure) instanceof AccessControlException
                || (has(failure, AccessControlException.class, SaslException.class, LoginException.class)
                        && !has(
                                failure,
                                SocketException.class,
                                SocketTimeoutException.class,
                                UnknownHostException.class));
    }

    /**
     * What a name node refuses stays refused, but for the states that it says will pass, and a lack of data nodes, for which
     * it has no class; all else is the network.
     */
    private static boolean mayPass(IOException failure, IOException cause) {
        return !(failure instanceof RemoteException || cause instanceof ClusterStorageCapacityExceededException)
                || cause instanceof StandbyException
                || cause instanceof RetriableException
                || cause instanceof SafeModeException
                || Advice.on(cause).filter(Advice.REACH_THE_DATA_NODES::equals).isPresent();
    }

    private static boolean has(Throwable failure, Class<?>... types) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> Arrays.stream(types).anyMatch(type -> type.isInstance(cause)));
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

    /** The name node sends its stack trace along, and Hadoop's client a link to a wiki. */
    private static String firstLine(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        String line = message.lines().findFirst().orElse(failure.getClass().getSimpleName());
        int link = line.indexOf(LINK);
        return link < 0 ? line : line.substring(0, link);
    }
}
