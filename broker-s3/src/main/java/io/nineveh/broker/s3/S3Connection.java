package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** How a client of the store is set up; but for {@link S3Login} and {@link RequestChecksum}, nothing is decided elsewhere. */
final class S3Connection {
    /** The only ones: nothing else here repeats a request. */
    private static final int ATTEMPTS = 4;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private S3Connection() {}

    /** The caller closes the client, and by that all that it uses. */
    static S3Client open(S3Spec spec) throws StorageException {
        try {
            AwsCredentialsProvider credentials = new S3Login(http(spec.limits()), spec.limits()).as(spec.identity());
            try {
                return new WithCredentials(client(spec, credentials), credentials);
            } catch (SdkException e) {
                S3Login.close(credentials);
                throw e;
            }
        } catch (SdkException e) {
            throw S3Errors.translate(spec.root(), "connect", e);
        }
    }

    private static S3Client client(S3Spec spec, AwsCredentialsProvider credentials) {
        S3Limits limits = spec.limits();
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials)
                .forcePathStyle(spec.endpoint().addressing() == S3Endpoint.Addressing.PATH)
                .httpClientBuilder(http(limits))
                .overrideConfiguration(override -> override.apiCallTimeout(limits.requestTimeout())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .retryOnException(WholeAnswers::isCutOff)
                                .build())
                        .addExecutionInterceptor(new WholeAnswers())
                        .addExecutionInterceptor(spec.newObjects())
                        .addExecutionInterceptor(spec.checksum()));
        spec.endpoint().uri().ifPresent(builder::endpointOverride);
        spec.endpoint().region().map(Region::of).ifPresent(builder::region);
        spec.checksum().configure(builder);
        return builder.build();
    }

    private static SdkHttpClient.Builder<?> http(S3Limits limits) {
        return Apache5HttpClient.builder()
                .maxConnections(limits.connections())
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(limits.requestTimeout())
                .socketTimeout(limits.silenceTimeout());
    }

    /** A client with which the credentials are closed that only it uses. */
    private static final class WithCredentials extends DelegatingS3Client {
        private final AwsCredentialsProvider credentials;

        WithCredentials(S3Client client, AwsCredentialsProvider credentials) {
            super(client);
            this.credentials = credentials;
        }

        @Override
        public void close() {
            super.close();
            S3Login.close(credentials);
        }
    }
}
