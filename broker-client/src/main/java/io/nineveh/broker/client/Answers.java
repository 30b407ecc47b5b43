package io.nineveh.broker.client;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.util.Optional;

/** Turns the status of an answer into what the file API has for it. */
final class Answers {
    private Answers() {}

    /**
     * Does nothing for a success.
     *
     * @param what the call, with its location
     * @throws StorageException for any other status. The protocol does not tell a passing failure from a lasting one:
     *     failures of the storage are taken for passing ones, all others for lasting.
     */
    static void check(String what, TBrokerOperationStatus status) throws StorageException {
        if (status.getStatusCode() != TBrokerOperationStatusCode.OK) {
            throw failure(what, status);
        }
    }

    static StorageException failure(String what, TBrokerOperationStatus status) {
        Kind kind = kind(status.getStatusCode());
        String message = Optional.ofNullable(status.getMessage()).orElse("the broker gave no reason");
        return new StorageException(
                kind,
                kind == Kind.STORAGE_ERROR ? Retry.MAY_HELP : Retry.IS_USELESS,
                "%s: %s".formatted(what, message),
                null);
    }

    private static Kind kind(TBrokerOperationStatusCode code) {
        return switch (code) {
            case OK -> throw new IllegalArgumentException("not a failure: " + code);
            case END_OF_FILE -> Kind.END_OF_FILE;
            case NOT_AUTHORIZED -> Kind.NOT_AUTHORIZED;
            case DUPLICATE_REQUEST -> Kind.DUPLICATE_REQUEST;
            case INVALID_INPUT_OFFSET -> Kind.INVALID_OFFSET;
            case INVALID_INPUT_FILE_PATH -> Kind.INVALID_PATH;
            case INVALID_ARGUMENT -> Kind.INVALID_ARGUMENT;
            case FILE_NOT_FOUND -> Kind.NOT_FOUND;
            case TARGET_STORAGE_SERVICE_ERROR -> Kind.STORAGE_ERROR;
            case OPERATION_NOT_SUPPORTED -> Kind.NOT_SUPPORTED;
        };
    }
}
