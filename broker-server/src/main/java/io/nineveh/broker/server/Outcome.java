package io.nineveh.broker.server;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;

/** The statuses that the protocol has for what comes of a call. */
final class Outcome {
    private Outcome() {}

    static TBrokerOperationStatus ok() {
        return new TBrokerOperationStatus(TBrokerOperationStatusCode.OK);
    }

    static TBrokerOperationStatus failed(StorageException failure) {
        return new TBrokerOperationStatus(code(failure.kind())).setMessage(failure.getMessage());
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
