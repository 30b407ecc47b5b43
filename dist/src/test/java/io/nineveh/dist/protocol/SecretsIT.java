package io.nineveh.dist.protocol;

import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.NOT_AUTHORIZED;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.HdfsServerExtension;
import io.nineveh.broker.s3.S3Server;
import io.nineveh.broker.s3.S3ServerExtension;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What clients entrust to a broker is in nothing that it shows, whatever goes wrong: each test provokes something, and after
 * it all that the broker has shown is searched.
 */
@ExtendWith({BrokersExtension.class, HdfsServerExtension.class, S3ServerExtension.class})
class SecretsIT {
    private final Secrets secrets = Secrets.random();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final Brokers brokers;
    private final HdfsServer hdfs;
    private final S3Server s3;
    private final Wire wire;

    SecretsIT(Brokers brokers, HdfsServer hdfs, S3Server s3) throws TException, IOException {
        this.brokers = brokers;
        this.hdfs = hdfs;
        this.s3 = s3;
        this.wire = Wire.record(brokers.patient().port(), "secrets-test:1", answers);
    }

    /** Whatever a broker shows to anybody is searched here. */
    @AfterEach
    void noSecretIsShown() throws IOException, InterruptedException {
        wire.close();
        assertThat(answers.size()).isPositive();
        assertThat(secrets.seenIn(answers.toString(UTF_8))).as("in answers").isEmpty();
        assertThat(secrets.seenIn(brokers.patient().log())).as("in the log").isEmpty();
        for (String page : List.of("/metrics", "/plugins", "/healthz", "/")) {
            assertThat(secrets.seenIn(brokers.patient().pages().get(page)))
                    .as("in " + page)
                    .isEmpty();
        }
    }

    /** All secrets, and more properties. */
    private Map<String, String> secretsAnd(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(secrets.properties());
        properties.putAll(more);
        return properties;
    }

    /** Gives the codes that the calls fail with. */
    private Set<TBrokerOperationStatusCode> everyCallFails(String path, Map<String, String> properties)
            throws TException {
        Map<String, TBrokerOperationStatus> outcomes = EveryCall.on(wire.with(properties), path);
        outcomes.forEach((call, status) -> {
            assertThat(status.getStatusCode()).as(call).isNotEqualTo(OK);
            assertThat(status.getMessage()).as(call).contains(path);
        });
        return outcomes.values().stream()
                .map(TBrokerOperationStatus::getStatusCode)
                .collect(toSet());
    }

    @Test
    void inRefusalsOfAnS3Store() throws TException {
        for (List<String> family : List.of(
                List.of("s3.access_key", "s3.secret_key", "s3.session_token"),
                List.of("s3.access_key", "s3.secret_key"),
                List.of("AWS_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_TOKEN"),
                List.of("aws.s3.access_key", "aws.s3.secret_key", "aws.s3.session_token"),
                List.of("fs.s3a.access.key", "fs.s3a.secret.key", "fs.s3a.session.token"))) {
            Map<String, String> properties = secretsAnd(Map.of("s3.endpoint", endpoint(), "use_path_style", "true"));
            properties.keySet().removeIf(name -> isS3(name) && !name.equals("s3.endpoint") && !family.contains(name));
            assertThat(everyCallFails("s3://secrets/" + family.get(0), properties))
                    .containsExactly(NOT_AUTHORIZED);
        }
    }

    @Test
    void inRefusalsOfTheStoresOfOtherVendors() throws TException {
        Map<String, String> properties = secretsAnd(Map.of("s3.endpoint", endpoint(), "use_path_style", "true"));
        for (String scheme : List.of("oss", "cosn", "obs", "bos", "ks3", "gs", "tos")) {
            assertThat(everyCallFails(scheme + "://secrets/x", properties)).containsExactly(NOT_AUTHORIZED);
        }
    }

    private static boolean isS3(String name) {
        return name.startsWith("s3.")
                || name.startsWith("AWS_")
                || name.startsWith("aws.s3.")
                || name.startsWith("fs.s3a.");
    }

    private String endpoint() {
        return s3.properties().get("s3.endpoint");
    }

    @Test
    void inComplaintsAboutThePropertiesOfAnS3Store() throws TException {
        String secret = secrets.valueOf("s3.secret_key");
        for (String wrong : List.of(
                "http://user:" + secret + "@127.0.0.1:1",
                "no url " + secret,
                secret,
                "http://[" + secret,
                "ftp://" + secret)) {
            assertThat(everyCallFails("s3://secrets/endpoint", secretsAnd(Map.of("s3.endpoint", wrong))))
                    .containsExactly(INVALID_ARGUMENT);
        }
        everyCallFails("s3://secrets/style", secretsAnd(Map.of("use_path_style", secret)));
        everyCallFails("s3://secrets/region", secretsAnd(Map.of("s3.region", secret)));
        for (String name : List.of(
                "s3.role_arn",
                "s3.encryption.algorithm",
                "s3.encryption.key",
                "s3.storage_class",
                "s3.request_checksum",
                "aws.s3.use_instance_profile")) {
            assertThat(everyCallFails("s3://secrets/" + name, secretsAnd(Map.of(name, secret))))
                    .containsExactly(INVALID_ARGUMENT);
        }
        everyCallFails("s3://secrets/half", Map.of("s3.secret_key", secret, "s3.endpoint", endpoint()));
        everyCallFails("s3:///no-bucket", secretsAnd(Map.of()));
    }

    @Test
    void inFailuresOfAStoreThatIsNotThere() throws TException {
        Wire nowhere = wire.with(secretsAnd(
                Map.of("s3.endpoint", "http://127.0.0.1:1", "use_path_style", "true", "hadoop.username", "x")));
        for (String path : List.of("s3://secrets/nowhere", "hdfs://127.0.0.1:1/nowhere")) {
            TBrokerOperationStatus status = nowhere.checkPathExist(path).getOpStatus();
            assertThat(status.getStatusCode()).isNotEqualTo(OK);
            assertThat(status.getMessage()).contains(path);
        }
    }

    @Test
    void inRefusalsOfHdfs() throws TException, IOException {
        String secret = secrets.valueOf("password");
        try (HdfsStorage storage = new HdfsStorage(hdfs)) {
            assertThat(everyCallFails(storage.home() + "/x", secretsAnd(Map.of("hadoop.username", "stranger"))))
                    .containsExactly(NOT_AUTHORIZED);
        }
        for (Map<String, String> wrong : List.of(
                Map.of("hadoop.security.authentication", secret),
                Map.of("hadoop.security.authentication", "kerberos"),
                Map.of("hadoop.security.authentication", "kerberos", "kerberos_principal", "doris/_HOST@EXAMPLE.ORG"),
                Map.of("fs.defaultFS", "s3://user:" + secret + "@bucket"),
                Map.of("fs.defaultFS", "hdfs://user:" + secret + "@127.0.0.1:1"),
                Map.of("fs.defaultFS", "hdfs://a user:" + secret + "@127.0.0.1:1"))) {
            everyCallFails("hdfs:///x", secretsAnd(wrong));
        }
    }

    @Test
    void inWhatSucceeds() throws TException {
        Wire entrusted = wire.with(secrets.properties());
        String path = "file://" + brokers.files() + "/secrets";
        assertThat(EveryCall.write(entrusted, path).getStatusCode()).isEqualTo(OK);
        assertThat(EveryCall.on(entrusted, path).values())
                .extracting(TBrokerOperationStatus::getStatusCode)
                .containsOnly(OK);
    }

    @Test
    void inErrorsThatNoStorageIsAskedFor() throws TException, IOException {
        everyCallFails("", secrets.properties());
        everyCallFails("file:///outside/of/the/roots", secrets.properties());
        for (String scheme : List.of("nope", "oss", "cosn", "obs", "bos", "ks3", "gs", "tos")) {
            everyCallFails(scheme + ":///x", secrets.properties());
        }
        assertThat(brokers.patient().log().contains("DEBUG"))
                .as("the log that is searched has all that a broker can log")
                .isTrue();
    }

    /** Such a path is not even named, since that would show them. */
    @Test
    void inPathsThatHoldThem() throws TException {
        String credentials = "user:" + secrets.valueOf("s3.secret_key");
        for (String path : List.of(
                "s3://" + credentials + "@bucket/x",
                "hdfs://" + credentials + "@namenode/x",
                "nope://" + credentials + "@somewhere/x",
                "s3:/" + credentials + "@bucket/x",
                "//" + credentials + "@bucket/x",
                credentials + "@bucket/x")) {
            assertThat(EveryCall.on(wire.with(secrets.properties()), path).values())
                    .extracting(TBrokerOperationStatus::getStatusCode)
                    .containsOnly(INVALID_INPUT_FILE_PATH);
        }
    }
}
