package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.s3.S3Identity.Keys;
import io.nineveh.broker.s3.S3Identity.Role;
import io.nineveh.broker.s3.S3Identity.Source;
import io.nineveh.config.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityPropertiesTest {
    private static final String SECRET = "hunter2";
    private static final String ARN = "arn:aws:iam::123456789012:role/backup";
    private static final Map<String, String> KEYS = Map.of("s3.access_key", "AKIA", "s3.secret_key", SECRET);

    @ParameterizedTest
    @CsvSource({
        "s3.credentials_provider_type,      INSTANCE_PROFILE, INSTANCE_PROFILE",
        "s3.credentials_provider_type,      anonymous,        ANONYMOUS",
        "AWS_CREDENTIALS_PROVIDER_TYPE,     CONTAINER,        CONTAINER",
        "gs.credential_provider_type,       ANONYMOUS,        ANONYMOUS",
        "aws.s3.use_instance_profile,       true,             INSTANCE_PROFILE",
        "aws.s3.use_instance_profile,       false,            DEFAULT",
        "aws.s3.use_aws_sdk_default_behavior, true,           DEFAULT",
        "aws.s3.use_web_identity_token_file, true,            WEB_IDENTITY",
        "fs.s3a.aws.credentials.provider,   org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider, ANONYMOUS",
        "fs.s3a.aws.credentials.provider,   com.amazonaws.auth.EnvironmentVariableCredentialsProvider, ENV",
    })
    void withoutKeysASourceOfCredentialsMayBeNamed(String name, String value, Source source) throws Exception {
        assertThat(read(Map.of(name, value))).isEqualTo(source);
    }

    @Test
    void theFirstOfS3asClassesThatNeedsNoPropertyCounts() throws Exception {
        assertThat(read(Map.of(
                        "fs.s3a.aws.credentials.provider",
                        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider,\n"
                                + " org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider, x.Other")))
                .isEqualTo(Source.INSTANCE_PROFILE);
    }

    @Test
    void keysGoBeforeWhatIsNamedAndBehindWhatIsSwitchedOn() throws Exception {
        Keys keys = new Keys(Secret.of("AKIA"), Secret.of(SECRET), Optional.empty());

        assertThat(read(with(KEYS, "s3.credentials_provider_type", "ENV"))).isEqualTo(keys);
        assertThat(read(with(KEYS, "aws.s3.use_instance_profile", "true"))).isEqualTo(Source.INSTANCE_PROFILE);
    }

    @ParameterizedTest
    @CsvSource({
        "s3.role_arn, s3.external_id, s3.role_session_name, s3.sts_endpoint, s3.sts_region",
        "AWS_ROLE_ARN, AWS_EXTERNAL_ID, s3.role_session_name, s3.sts_endpoint, s3.sts_region",
        "aws.s3.iam_role_arn, aws.s3.external_id, s3.role_session_name, aws.s3.sts.endpoint, aws.s3.sts.region",
        "fs.s3a.assumed.role.arn, fs.s3a.assumed.role.external.id, fs.s3a.assumed.role.session.name,"
                + " fs.s3a.assumed.role.sts.endpoint, fs.s3a.assumed.role.sts.endpoint.region",
    })
    void aRoleIsKnownByTheNamesThatClientsUse(
            String arn, String externalId, String sessionName, String endpoint, String region) throws Exception {
        assertThat(read(Map.of(
                        arn, ARN,
                        externalId, "ext-1",
                        sessionName, "night",
                        endpoint, "sts.eu-west-1.amazonaws.com",
                        region, "eu-west-1")))
                .isEqualTo(new Role(
                        ARN,
                        Optional.of(Secret.of("ext-1")),
                        "night",
                        Optional.of(URI.create("https://sts.eu-west-1.amazonaws.com")),
                        Optional.of("eu-west-1"),
                        Source.DEFAULT));
    }

    @Test
    void aRoleIsAssumedInTheRegionOfTheStoreByWhoeverTheKeysAre() throws Exception {
        assertThat(read(with(KEYS, "s3.role_arn", ARN, "s3.endpoint", "s3.eu-west-2.amazonaws.com")))
                .isEqualTo(new Role(
                        ARN,
                        Optional.empty(),
                        "nineveh",
                        Optional.empty(),
                        Optional.of("eu-west-2"),
                        new Keys(Secret.of("AKIA"), Secret.of(SECRET), Optional.empty())));
    }

    @Test
    void aRoleOfAnotherStoreNeedsTheAddressOfWhoGivesIt() throws Exception {
        Map<String, String> minio = with(KEYS, "AWS_ROLE_ARN", ARN, "s3.endpoint", "http://minio:9000");

        assertRefused(minio, "s3.sts_endpoint", "AWS_ROLE_ARN");
        assertThat(read(with(minio, "s3.sts_endpoint", "http://minio:9000"))).isInstanceOf(Role.class);
    }

    @ParameterizedTest
    @CsvSource({
        "s3.credentials_provider_type, hunter2",
        "fs.s3a.aws.credentials.provider, org.example.hunter2",
        "aws.s3.use_instance_profile, hunter2",
        "s3.role_arn, hunter2hunter2hunter2hunter2",
        "s3.role_arn, arn:aws:iam::1:role/hunter2 x",
    })
    void whatIsNotValidIsNamedAndNotShown(String name, String value) {
        assertRefused(Map.of(name, value), name);
    }

    @ParameterizedTest
    @CsvSource({
        "s3.external_id, hunter2%",
        "s3.role_session_name, hunter2/",
        "s3.sts_endpoint, ftp://hunter2",
        "aws.s3.sts.region, hunter2_",
        "s3.credentials_provider_type, ANONYMOUS"
    })
    void whatIsNotValidForARoleIsNamedAndNotShown(String name, String value) {
        assertRefused(Map.of("s3.role_arn", ARN, name, value), value.equals("ANONYMOUS") ? "s3.role_arn" : name);
    }

    private static Map<String, String> with(Map<String, String> properties, String... more) {
        Map<String, String> all = new HashMap<>(properties);
        for (int at = 0; at < more.length; at += 2) {
            all.put(more[at], more[at + 1]);
        }
        return all;
    }

    private static void assertRefused(Map<String, String> properties, String... named) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> read(properties))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_ARGUMENT))
                .withNoCause()
                .withMessageContainingAll(named)
                .withMessageNotContaining(SECRET);
    }

    private static S3Identity read(Map<String, String> properties) throws StorageException {
        return S3Properties.read(Location.of("s3://bucket/a"), properties, TestLimits.ofPart(5 << 20))
                .identity();
    }
}
