package io.nineveh.broker.server;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what comes of a call into the status that the protocol has for it. */
final class Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

    /** A call that may fail. */
    interface Call<Q, T> {
        T answer(Q request) throws StorageException;
    }

    private Outcome() {}

    static TBrokerOperationStatus ok() {
        return new TBrokerOperationStatus(TBrokerOperationStatusCode.OK);
    }

    static TBrokerOperationStatus failed(StorageException failure) {
        return new TBrokerOperationStatus(code(failure.kind())).setMessage(failure.getMessage());
    }

    /**
     * The answer to a call: what it gives, or the form of a failure. Nothing escapes, not even a bug of a plugin: that
     * message stays in the log, since nobody vouches that it holds no credential.
     */
    static <Q, T> T of(String method, Q request, Call<Q, T> call, Function<TBrokerOperationStatus, T> failure) {
        try {
            return call.answer(Arguments.required(request, "request"));
        } catch (StorageException e) {
            LOG.debug("{} failed", method, e);
            return failure.apply(failed(e));
        } catch (OutOfMemoryError e) {
            LOG.error(
                    "{} failed for lack of memory; give the broker a larger heap or lower max_connections", method, e);
            return failure.apply(failed(new StorageException(
                    Kind.STORAGE_ERROR, Retry.MAY_HELP, method + ": the broker is out of memory; try later", null)));
        } catch (RuntimeException e) {
            LOG.error("{} failed unexpectedly", method, e);
            return failure.apply(failed(new StorageException(
                    Kind.STORAGE_ERROR,
                    Retry.IS_USELESS,
                    "%s failed unexpectedly with %s; the broker's log says more"
                            .formatted(method, e.getClass().getSimpleName()),
                    null)));
        }
    }

    /** As {@link #of} for a call whose only answer is its status. */
    static <Q> TBrokerOperationStatus status(String method, Q request, Call<Q, TBrokerOperationStatus> call) {
        return of(method, request, call, Function.identity());
    }

    private static TBrokerOperationStatusCode code(Kind kind) {
        return switch (kind) {
            case END_OF_FILE -> TBrokerOperationStatusCode.END_OF_FILE;
            case NOT_AUTHORIZED -> TBrokerOperationStatusCode.NOT_AUTHORIZED;
            case DUPLICATE_REQUEST -> TBrokerOperationStatusCode.DUPLICATE_REQUEST;
            case INVALID_OFFSET -> TBrokerOperationStatusCode.INVALID_INPUT_OFFSET;
            case INVALID_PATH -> TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
            case INVALID_ARGUMENT -> TBrokerOperationStatusCode.INVALID_ARGUMENT;
            case NOT_FOUND -> TBrokerOperationStatusCode.FILE_NOT_FOUND;
            case STORAGE_ERROR -> TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
            case NOT_SUPPORTED -> TBrokerOperationStatusCode.OPERATION_NOT_SUPPORTED;
        };
    }
}
