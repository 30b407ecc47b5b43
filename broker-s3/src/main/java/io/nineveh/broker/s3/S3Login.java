package io.nineveh.broker.s3;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Makes of an identity what the SDK signs requests with. No client of the SDK closes that: whoever asked for it does. */
final class S3Login {
    private final SdkHttpClient.Builder<?> http;
    private final S3Limits limits;

    /** {@code http} makes the connections over which credentials are asked for. */
    S3Login(SdkHttpClient.Builder<?> http, S3Limits limits) {
        this.http = http;
        this.limits = limits;
    }

    /** The caller gives it to {@link #close} when it is not used any more. */
    AwsCredentialsProvider as(S3Identity identity) {
        if (identity instanceof S3Identity.Keys keys) {
            return with(keys);
        }
        if (identity instanceof S3Identity.Role role) {
            return role(role);
        }
        S3Identity.Source source = (S3Identity.Source) identity;
        return source == S3Identity.Source.ANONYMOUS
                ? AnonymousCredentialsProvider.create()
                : new FoundCredentials(source, from(source));
    }

    private static AwsCredentialsProvider with(S3Identity.Keys keys) {
        String accessKey = keys.accessKey().reveal();
        String secretKey = keys.secretKey().reveal();
        return StaticCredentialsProvider.create(
                keys.sessionToken().isPresent()
                        ? AwsSessionCredentials.create(
                                accessKey, secretKey, keys.sessionToken().get().reveal())
                        : AwsBasicCredentials.create(accessKey, secretKey));
    }

    private static AwsCredentialsProvider from(S3Identity.Source source) {
        return switch (source) {
            case ANONYMOUS -> AnonymousCredentialsProvider.create();
            case DEFAULT -> DefaultCredentialsProvider.builder().build();
            case ENV -> EnvironmentVariableCredentialsProvider.create();
            case SYSTEM_PROPERTIES -> SystemPropertyCredentialsProvider.create();
            case WEB_IDENTITY -> WebIdentityTokenFileCredentialsProvider.create();
            case CONTAINER -> ContainerCredentialsProvider.builder().build();
            case INSTANCE_PROFILE ->
                InstanceProfileCredentialsProvider.builder().build();
        };
    }

    private AssumedRole role(S3Identity.Role role) {
        AwsCredentialsProvider base = as(role.base());
        StsClientBuilder builder = StsClient.builder()
                .credentialsProvider(base)
                .httpClientBuilder(http)
                .overrideConfiguration(override -> override.apiCallTimeout(limits.requestTimeout()));
        role.stsEndpoint().ifPresent(builder::endpointOverride);
        role.stsRegion().map(Region::of).ifPresent(builder::region);
        try {
            return new AssumedRole(role, base, builder.build());
        } catch (SdkException e) {
            close(base);
            throw e;
        }
    }

    static void close(AwsCredentialsProvider credentials) {
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
