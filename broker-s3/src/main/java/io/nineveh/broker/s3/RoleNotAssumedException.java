package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** A role was not given to who asked for it, or nobody could be asked. */
final class RoleNotAssumedException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private final String arn;
    private final SdkException reason;

    RoleNotAssumedException(String arn, SdkException reason) {
        super(SdkClientException.builder()
                .message("the role %s cannot be assumed".formatted(arn))
                .cause(reason));
        this.arn = arn;
        this.reason = reason;
    }

    /** {@code action} says what was tried, to follow "cannot". */
    StorageException translate(Location location, String action) {
        String failed = "%s, because the role %s cannot be assumed".formatted(action, arn);
        if (reason instanceof AwsServiceException answer && isRefusal(answer)) {
            return new StorageException(
                    Kind.NOT_AUTHORIZED,
                    location,
                    ("cannot %s: the answer is %d %s; let the role's trust policy name who assumes it, and give"
                                    + " s3.external_id where it asks for one")
                            .formatted(failed, answer.statusCode(), code(answer)),
                    reason);
        }
        return S3Errors.translate(location, failed, reason);
    }

    private static boolean isRefusal(AwsServiceException answer) {
        return answer.statusCode() >= 400 && answer.statusCode() < 500 && !answer.isThrottlingException();
    }

    private static String code(AwsServiceException answer) {
        return answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
    }
}
