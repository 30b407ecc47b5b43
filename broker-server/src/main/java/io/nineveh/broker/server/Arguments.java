package io.nineveh.broker.server;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.thrift.TBrokerFD;

/**
 * Reads what requests carry. A request may lack any field: the edge lets such requests pass so that they are answered
 * with a status as all others are.
 */
final class Arguments {
    private Arguments() {}

    /** A field that must be there. */
    static <T> T required(T value, String field) throws StorageException {
        if (value == null) {
            throw invalid("the request has no " + field + ", or one that this broker does not know");
        }
        return value;
    }

    /** A field of a primitive type that must be there. */
    static long required(boolean isSet, long value, String field) throws StorageException {
        if (!isSet) {
            throw invalid("the request has no " + field);
        }
        return value;
    }

    /** As {@link #required(boolean, long, String)}. */
    static boolean required(boolean isSet, boolean value, String field) throws StorageException {
        if (!isSet) {
            throw invalid("the request has no " + field);
        }
        return value;
    }

    static Location location(String path) throws StorageException {
        try {
            return Location.of(required(path, "path"));
        } catch (IllegalArgumentException e) {
            throw new StorageException(Kind.INVALID_PATH, Retry.IS_USELESS, e.getMessage(), e);
        }
    }

    static FileId fileId(TBrokerFD fd) throws StorageException {
        TBrokerFD given = required(fd, "fd");
        return new FileId(
                required(given.isSetHigh(), given.getHigh(), "fd.high"),
                required(given.isSetLow(), given.getLow(), "fd.low"));
    }

    static long notNegative(long value, String field) throws StorageException {
        if (value < 0) {
            throw invalid("negative %s: %d".formatted(field, value));
        }
        return value;
    }

    static StorageException invalid(String message) {
        return new StorageException(Kind.INVALID_ARGUMENT, Retry.IS_USELESS, message, null);
    }
}
