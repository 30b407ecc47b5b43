package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.s3.RecordingServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** Roles that are assumed at a security token service, which here is one that gives what it is told to. */
class AssumedRoleTest {
    private static final Location FILE = Location.of("s3://bucket/d/file");
    private static final String ARN = "arn:aws:iam::123456789012:role/backup";
    private static final String SECRET = "hunter2";
    private static final S3Limits LIMITS = TestLimits.ofTimeouts(5 << 20, Duration.ofSeconds(5), Duration.ofSeconds(5));

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final RecordingServer store;
    private final RecordingServer sts;

    AssumedRoleTest() throws IOException {
        store = RecordingServer.answering(new StoreAnswers(3)::to);
        sts = RecordingServer.answering(request -> answers.size() > 1 ? answers.remove() : answers.element());
    }

    @AfterEach
    void stop() {
        store.close();
        sts.close();
    }

    private static Answer keys(String accessKey, Duration life) {
        return Answer.xml(200, """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleResult>
                    <AssumedRoleUser><AssumedRoleId>AROA:nineveh</AssumedRoleId><Arn>%s/nineveh</Arn></AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                      <SessionToken>token of %s</SessionToken><Expiration>%s</Expiration>
                    </Credentials>
                  </AssumeRoleResult>
                </AssumeRoleResponse>
                """.formatted(
                        ARN, accessKey, SECRET, accessKey, Instant.now().plus(life)));
    }

    private static Answer refusal(int status, String code) {
        return Answer.xml(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
                        .formatted(code));
    }

    private Map<String, String> properties(String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "s3.endpoint",
                store.endpoint(),
                "s3.access_key",
                "AKIABASE",
                "s3.secret_key",
                SECRET,
                "s3.role_arn",
                ARN,
                "s3.sts_endpoint",
                sts.endpoint()));
        for (int at = 0; at < more.length; at += 2) {
            properties.put(more[at], more[at + 1]);
        }
        return properties;
    }

    private BrokerFileSystem open(String... more) throws StorageException {
        return S3Properties.read(FILE, properties(more), LIMITS).open();
    }

    @Test
    void requestsAreMadeInTheRoleThatTheGivenKeysAssume() throws Exception {
        answers.add(keys("ASIAROLE", Duration.ofHours(1)));

        try (BrokerFileSystem fileSystem =
                open("s3.external_id", "ext-1", "s3.role_session_name", "night", "s3.sts_region", "eu-west-3")) {
            fileSystem.stat(FILE);
            fileSystem.stat(FILE);
        }

        assertThat(sts.requests()).hasSize(1);
        assertThat(sts.last().accessKey()).contains("AKIABASE");
        assertThat(sts.last().scope()).contains("eu-west-3/sts");
        assertThat(sts.last().body())
                .contains("Action=AssumeRole", "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fbackup")
                .contains("ExternalId=ext-1", "RoleSessionName=night");
        assertThat(store.requests()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(request -> {
            assertThat(request.accessKey()).contains("ASIAROLE");
            assertThat(request.header("X-amz-security-token")).contains("token of ASIAROLE");
        });
    }

    @Test
    void aRoleIsAssumedAgainBeforeItExpires() throws Exception {
        answers.add(keys("ASIAFIRST", Duration.ofSeconds(30)));
        answers.add(keys("ASIASECOND", Duration.ofHours(1)));

        try (BrokerFileSystem fileSystem = open()) {
            for (int times = 0; times < 3; times++) {
                fileSystem.stat(FILE);
            }
        }

        assertThat(store.requests())
                .extracting(request -> request.accessKey().orElseThrow())
                .startsWith("ASIAFIRST")
                .endsWith("ASIASECOND", "ASIASECOND");
        assertThat(sts.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.body())
                        .contains("RoleSessionName=nineveh")
                        .doesNotContain("ExternalId"));
    }

    @Test
    void aRefusalNamesTheRoleAndNoSecret() throws Exception {
        answers.add(refusal(403, "AccessDenied"));

        try (BrokerFileSystem fileSystem = open("s3.external_id", "ext-" + SECRET)) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> fileSystem.stat(FILE))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_AUTHORIZED))
                    .satisfies(e -> assertThat(e.isTransient()).isFalse())
                    .withMessageStartingWith(FILE.toString())
                    .withMessageContainingAll(ARN, "403 AccessDenied", "trust policy", "s3.external_id")
                    .withMessageNotContaining(SECRET);
        }
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void aServiceThatCannotAnswerNowIsNoRefusal() throws Exception {
        answers.add(refusal(503, "ServiceUnavailable"));

        try (BrokerFileSystem fileSystem = open()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> fileSystem.stat(FILE))
                    .satisfies(e -> assertThat(e.isTransient()).isTrue())
                    .withMessageContainingAll(ARN, "503");
        }
    }

    @Test
    void aServiceThatIsNotThereIsNamedWithItsRole() throws Exception {
        try (BrokerFileSystem fileSystem = open("s3.sts_endpoint", "http://127.0.0.1:1")) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> fileSystem.stat(FILE))
                    .satisfies(e -> assertThat(e.isTransient()).isTrue())
                    .withMessageContainingAll(ARN, "127.0.0.1");
        }
    }

    @Test
    void nobodyWhoCouldAssumeTheRoleIsNoIdentity() throws Exception {
        Map<String, String> properties = properties("s3.credentials_provider_type", "SYSTEM_PROPERTIES");
        properties.keySet().removeAll(List.of("s3.access_key", "s3.secret_key"));

        try (BrokerFileSystem fileSystem =
                S3Properties.read(FILE, properties, LIMITS).open()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> fileSystem.stat(FILE))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_AUTHORIZED))
                    .withMessageContainingAll(ARN, "no credentials were found (SYSTEM_PROPERTIES)");
        }
        assertThat(sts.requests()).isEmpty();
    }

    @Test
    void whatAsksForARoleIsClosedWithTheClient() throws Exception {
        answers.add(keys("ASIAROLE", Duration.ofHours(1)));
        S3Client client = S3Connection.open(S3Properties.read(FILE, properties(), LIMITS));
        AwsCredentialsProvider role =
                (AwsCredentialsProvider) client.serviceClientConfiguration().credentialsProvider();

        client.close();

        assertThatThrownBy(role::resolveCredentials).isInstanceOf(RuntimeException.class);
        assertThat(sts.requests()).isEmpty();
    }
}
