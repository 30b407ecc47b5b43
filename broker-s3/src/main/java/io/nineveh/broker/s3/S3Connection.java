package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** How a client of the store is set up; nothing about it is decided elsewhere. */
final class S3Connection {
    /** The only ones: nothing else here repeats a request. */
    private static final int ATTEMPTS = 4;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private S3Connection() {}

    static S3Client open(S3Spec spec) throws StorageException {
        S3Limits limits = spec.limits();
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials(spec))
                .forcePathStyle(spec.addressing() == S3Spec.Addressing.PATH)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(limits.connections())
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .connectionAcquisitionTimeout(limits.requestTimeout())
                        .socketTimeout(limits.silenceTimeout()))
                .overrideConfiguration(override -> override.apiCallTimeout(limits.requestTimeout())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()));
        spec.endpoint().ifPresent(builder::endpointOverride);
        spec.region().map(Region::of).ifPresent(builder::region);
        sendChecksumsAsOlderStoresKnowThem(builder);
        try {
            return builder.build();
        } catch (SdkException e) {
            throw S3Errors.translate(spec.root(), "connect", e);
        }
    }

    /**
     * By default the SDK sends a CRC32 behind a body that it cuts into signed chunks. Many S3-compatible stores refuse such
     * requests, and some keep the chunks' frames as part of the object. So checksums that are not required and the chunks
     * are off, and what is required, and what this plugin sends with every body, is the Content-MD5 that all stores know.
     */
    private static void sendChecksumsAsOlderStoresKnowThem(S3ClientBuilder builder) {
        builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .addPlugin(LegacyMd5Plugin.create());
    }

    private static AwsCredentialsProvider credentials(S3Spec spec) {
        return spec.credentials()
                .<AwsCredentialsProvider>map(given -> StaticCredentialsProvider.create(given.sessionToken()
                        .<AwsCredentials>map(token -> AwsSessionCredentials.create(
                                given.accessKey().reveal(), given.secretKey().reveal(), token.reveal()))
                        .orElseGet(() -> AwsBasicCredentials.create(
                                given.accessKey().reveal(), given.secretKey().reveal()))))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
