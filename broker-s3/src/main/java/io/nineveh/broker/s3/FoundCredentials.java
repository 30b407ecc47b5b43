package io.nineveh.broker.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials that a source has. The SDK tells in many ways, not all of them its own exceptions, that a source has none;
 * this tells it in one.
 */
final class FoundCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    private final S3Identity.Source source;
    private final AwsCredentialsProvider provider;

    FoundCredentials(S3Identity.Source source, AwsCredentialsProvider provider) {
        this.source = source;
        this.provider = provider;
    }

    /** Fails with {@link NoCredentialsException} and nothing else. */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (RuntimeException e) {
            throw new NoCredentialsException(source, e);
        }
    }

    @Override
    public void close() {
        S3Login.close(provider);
    }
}
