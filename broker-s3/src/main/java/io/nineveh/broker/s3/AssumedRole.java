package io.nineveh.broker.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials of a role. They are asked for when they are first needed, and again, by whoever needs them then, when
 * they expire within a minute. Owns the client that asks for them, and the credentials that this signs with.
 */
final class AssumedRole implements AwsCredentialsProvider, SdkAutoCloseable {
    private final String arn;
    private final AwsCredentialsProvider base;
    private final StsClient sts;
    private final StsAssumeRoleCredentialsProvider session;

    AssumedRole(S3Identity.Role role, AwsCredentialsProvider base, StsClient sts) {
        this.arn = role.arn();
        this.base = base;
        this.sts = sts;
        this.session = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> {
                    request.roleArn(role.arn()).roleSessionName(role.sessionName());
                    role.externalId().ifPresent(id -> request.externalId(id.reveal()));
                })
                .build();
    }

    /** Fails with {@link RoleNotAssumedException} and nothing else of the SDK. */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return session.resolveCredentials();
        } catch (SdkException e) {
            throw new RoleNotAssumedException(arn, e);
        }
    }

    @Override
    public void close() {
        session.close();
        sts.close();
        S3Login.close(base);
    }
}
