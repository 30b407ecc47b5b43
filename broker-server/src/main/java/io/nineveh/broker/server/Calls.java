package io.nineveh.broker.server;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has calls carried out, and turns what comes of them into the status that the protocol has for it. Every call passes here: it
 * is admitted, measured, and nothing escapes from it.
 */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /**
     * A call that may fail.
     *
     * @param <X> how it may end without an answer; mostly not at all
     */
    interface Call<Q, T, X extends Exception> {
        T answer(Q request) throws StorageException, X;
    }

    /** Says by an exception which calls are not admitted now. */
    interface Admission {
        void admit(String method) throws StorageException;
    }

    private final Admission admission;
    private final BrokerMetrics metrics;

    Calls(Admission admission, BrokerMetrics metrics) {
        this.admission = admission;
        this.metrics = metrics;
    }

    /** Admits nothing. */
    Calls refusing(StorageException why) {
        return new Calls(
                method -> {
                    throw why;
                },
                metrics);
    }

    /**
     * The answer to a call: what it gives, or the form of a failure. Nothing escapes, not even a bug of a plugin: that
     * message stays in the log, since nobody vouches that it holds no credential.
     */
    <Q, T, X extends Exception> T of(
            String method, Q request, Call<Q, T, X> call, Function<TBrokerOperationStatus, T> failure) throws X {
        long start = System.nanoTime();
        TBrokerOperationStatusCode code = TBrokerOperationStatusCode.OK;
        try {
            admission.admit(method);
            return call.answer(Arguments.required(request, "request"));
        } catch (StorageException e) {
            TBrokerOperationStatus status = Outcome.failed(e);
            code = status.getStatusCode();
            LOG.debug("{} failed", method, e);
            return failure.apply(status);
        } catch (OutOfMemoryError e) {
            code = TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
            LOG.atError()
                    .addKeyValue("method", method)
                    .addKeyValue("reason", "no memory; give the broker a larger heap, or lower its limits")
                    .setCause(e)
                    .log("call failed");
            return failure.apply(Outcome.failed(new StorageException(
                    Kind.STORAGE_ERROR, Retry.MAY_HELP, method + ": the broker is out of memory; try later", null)));
        } catch (RuntimeException e) {
            code = TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
            LOG.atError().addKeyValue("method", method).setCause(e).log("call failed unexpectedly");
            return failure.apply(Outcome.failed(new StorageException(
                    Kind.STORAGE_ERROR,
                    Retry.IS_USELESS,
                    "%s failed unexpectedly with %s; the broker's log says more"
                            .formatted(method, e.getClass().getSimpleName()),
                    null)));
        } finally {
            metrics.call(method, code, System.nanoTime() - start);
        }
    }

    /** As {@link #of} for a call whose only answer is its status. */
    <Q, X extends Exception> TBrokerOperationStatus status(
            String method, Q request, Call<Q, TBrokerOperationStatus, X> call) throws X {
        return of(method, request, call, Function.identity());
    }
}
