package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Where credentials were to be found there are none. */
final class NoCredentialsException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private final S3Identity.Source source;

    NoCredentialsException(S3Identity.Source source, RuntimeException reason) {
        super(SdkClientException.builder()
                .message("no credentials were found by " + source)
                .cause(reason));
        this.source = source;
    }

    /** {@code action} says what was tried, to follow "cannot". */
    StorageException translate(Location location, String action) {
        return new StorageException(
                Kind.NOT_AUTHORIZED,
                location,
                "cannot %s: no credentials were found (%s); give s3.access_key and s3.secret_key"
                        .formatted(action, source),
                this);
    }
}
