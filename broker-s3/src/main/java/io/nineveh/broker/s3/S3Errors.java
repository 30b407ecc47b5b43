package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Error;

/** What a failure that the SDK reports means to a caller. */
final class S3Errors {
    private static final int NOT_IMPLEMENTED = 501;

    /** The codes of failures that may pass. They also come with the status 200, and where no status is. */
    private static final Set<String> PASSING =
            Set.of("InternalError", "ServiceUnavailable", "SlowDown", "RequestTimeout", "OperationAborted");

    private S3Errors() {}

    /** {@code action} says what was tried, to follow "cannot". */
    static StorageException translate(Location location, String action, SdkException failure) {
        if (failure instanceof RoleNotAssumedException role) {
            return role.translate(location, action);
        }
        if (failure instanceof NoCredentialsException none) {
            return none.translate(location, action);
        }
        if (failure instanceof AwsServiceException answer) {
            return translateAnswer(location, "cannot " + action, answer);
        }
        String what = "cannot %s: %s".formatted(action, failure.getMessage());
        if (String.valueOf(failure.getMessage()).contains("Unable to load region")) {
            return new StorageException(
                    Kind.INVALID_ARGUMENT,
                    location,
                    "cannot %s: no region was found; give s3.region or s3.endpoint".formatted(action),
                    failure);
        }
        return isTransient(failure)
                ? StorageException.transientFailure(location, what, failure)
                : new StorageException(Kind.STORAGE_ERROR, location, what, failure);
    }

    private static boolean isTransient(SdkException failure) {
        return failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || failure instanceof RetryableException
                || WholeAnswers.isCutOff(failure)
                || failure.getCause() instanceof IOException;
    }

    private static StorageException translateAnswer(Location location, String failed, AwsServiceException answer) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        String what = "%s: the store answers %d %s %s"
                .formatted(
                        failed,
                        answer.statusCode(),
                        code,
                        details.map(AwsErrorDetails::errorMessage).orElse(""))
                .strip();
        if (PASSING.contains(code) || mayPass(answer)) {
            return StorageException.transientFailure(location, what, answer);
        }
        return switch (code) {
            case "NoSuchBucket" ->
                new StorageException(
                        Kind.INVALID_PATH,
                        location,
                        "%s: there is no such bucket; create it or correct the location".formatted(failed),
                        answer);
            case "KeyTooLongError", "InvalidObjectName", "XMinioInvalidObjectName", "XMinioInvalidResourceName" ->
                new StorageException(Kind.INVALID_PATH, location, what, answer);
            case "BadDigest", "InvalidDigest" ->
                new StorageException(
                        Kind.INVALID_ARGUMENT, location, what + "; nothing was written, send it again", answer);
            default -> new StorageException(kind(answer.statusCode()), location, what, answer);
        };
    }

    private static boolean mayPass(AwsServiceException answer) {
        int status = answer.statusCode();
        return answer.isThrottlingException() || status == 429 || (status >= 500 && status != NOT_IMPLEMENTED);
    }

    /** As {@link #translate(Location, String, SdkException)}, of what the answer to a batch says about one object. */
    static StorageException translate(Location location, String action, S3Error error) {
        String what = "cannot %s: the store answers %s %s".formatted(action, error.code(), error.message());
        String code = String.valueOf(error.code());
        if (PASSING.contains(code)) {
            return StorageException.transientFailure(location, what, null);
        }
        return new StorageException(
                code.equals("AccessDenied") ? Kind.NOT_AUTHORIZED : Kind.STORAGE_ERROR, location, what);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Kind.NOT_AUTHORIZED;
            case 404 -> Kind.NOT_FOUND;
            case 405, NOT_IMPLEMENTED -> Kind.NOT_SUPPORTED;
            default -> Kind.STORAGE_ERROR;
        };
    }

    /** Whether the store refused because the object is not the one that the request's ETag names. */
    static boolean isOfAnotherObject(StorageException failure) {
        return failure.getCause() instanceof AwsServiceException answer && answer.statusCode() == 412;
    }
}
