package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.s3.RecordingServer.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests say of who makes them, how objects are kept and what checks their bytes, as they come over the wire. */
class S3RequestsTest {
    private static final int PART = 5 << 20;
    private static final Location FILE = Location.of("s3://bucket/d/file");
    private static final Map<String, String> KEYS = Map.of("s3.access_key", "AKIATEST", "s3.secret_key", "hunter2");

    private final RecordingServer store;

    S3RequestsTest() throws IOException {
        store = RecordingServer.answering(new StoreAnswers(2 * PART)::to);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private BrokerFileSystem open(Map<String, String> properties) throws StorageException {
        Map<String, String> all = new HashMap<>(properties);
        all.put("s3.endpoint", store.endpoint());
        return S3Properties.read(FILE, all, TestLimits.ofPart(PART)).open();
    }

    private static void write(BrokerFileSystem fileSystem, int size) throws IOException {
        try (BrokerWriter writer = fileSystem.openWriter(FILE)) {
            writer.write(0, ByteBuffer.allocate(size));
            writer.commit();
        }
    }

    private static Map<String, String> with(Map<String, String> properties, String... more) {
        Map<String, String> all = new HashMap<>(properties);
        for (int at = 0; at < more.length; at += 2) {
            all.put(more[at], more[at + 1]);
        }
        return all;
    }

    /** Those that create an object, and so say how it is to be kept. */
    private List<Request> creations() {
        return store.requests().stream()
                .filter(request ->
                        request.asks("uploads") || (request.method().equals("PUT") && !request.asks("partNumber")))
                .toList();
    }

    @Test
    void areSignedWithTheKeysOfTheRequest() throws Exception {
        try (BrokerFileSystem fileSystem = open(with(KEYS, "s3.session_token", "token", "s3.region", "eu-west-3"))) {
            fileSystem.stat(FILE);
        }

        assertThat(store.last().accessKey()).contains("AKIATEST");
        assertThat(store.last().scope()).contains("eu-west-3/s3");
        assertThat(store.last().header("X-amz-security-token")).contains("token");
    }

    @Test
    void areNotSignedByNobody() throws Exception {
        for (Map<String, String> anonymous : List.of(
                Map.of("s3.credentials_provider_type", "anonymous"),
                Map.of(
                        "fs.s3a.aws.credentials.provider",
                        "org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider"))) {
            try (BrokerFileSystem fileSystem = open(anonymous)) {
                write(fileSystem, 3);
            }
            assertThat(store.last().method()).isEqualTo("PUT");
            assertThat(store.last().header("Authorization")).isEmpty();
        }
    }

    @Test
    void areSignedWithWhatTheDefaultChainFinds() throws Exception {
        System.setProperty("aws.accessKeyId", "AKIAPROCESS");
        System.setProperty("aws.secretAccessKey", "hunter3");
        try {
            for (Map<String, String> properties : List.of(
                    Map.<String, String>of(),
                    Map.of("s3.credentials_provider_type", "SYSTEM_PROPERTIES"),
                    with(KEYS, "aws.s3.use_aws_sdk_default_behavior", "true"))) {
                try (BrokerFileSystem fileSystem = open(properties)) {
                    fileSystem.stat(FILE);
                }
                assertThat(store.last().accessKey()).contains("AKIAPROCESS");
            }
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENV", "SYSTEM_PROPERTIES", "WEB_IDENTITY", "CONTAINER", "INSTANCE_PROFILE"})
    void areNotMadeWhereNoCredentialsAreFound(String source) throws Exception {
        assumeThat(System.getenv()).doesNotContainKeys("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE");
        System.setProperty("aws.disableEc2Metadata", "true");
        try (BrokerFileSystem fileSystem = open(Map.of("s3.credentials_provider_type", source))) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> fileSystem.stat(FILE))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NOT_AUTHORIZED))
                    .withMessageStartingWith(FILE.toString())
                    .withMessageContainingAll(source, "give s3.access_key");
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
        }
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void sayHowEachNewObjectIsToBeKept() throws Exception {
        Map<String, String> properties = with(
                KEYS,
                "s3.encryption.algorithm",
                "SSE-KMS",
                "s3.encryption.key",
                "arn:aws:kms:eu-west-1:1:key/k",
                "s3.storage_class",
                "standard_ia");
        try (BrokerFileSystem fileSystem = open(properties)) {
            write(fileSystem, 3);
            write(fileSystem, PART + 1);
            ((ServerSideCopy) fileSystem).copy(FILE, Location.of("s3://bucket/d/copy"));
        }

        assertThat(creations()).extracting(Request::method).contains("PUT", "POST");
        assertThat(creations()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(request -> {
            assertThat(request.header("X-amz-server-side-encryption")).contains("aws:kms");
            assertThat(request.header("X-amz-server-side-encryption-aws-kms-key-id"))
                    .contains("arn:aws:kms:eu-west-1:1:key/k");
            assertThat(request.header("X-amz-storage-class")).contains("STANDARD_IA");
        });
    }

    @Test
    void sayHowACopyIsToBeKept() throws Exception {
        try (RecordingServer small = RecordingServer.answering(new StoreAnswers(3)::to);
                BrokerFileSystem fileSystem = S3Properties.read(
                                FILE,
                                with(KEYS, "s3.endpoint", small.endpoint(), "fs.s3a.encryption.algorithm", "AES256"),
                                S3Limits.read(Map.of(), TestMemory.ample()))
                        .open()) {
            ((ServerSideCopy) fileSystem).copy(FILE, Location.of("s3://bucket/d/copy"));

            assertThat(small.last().header("X-amz-copy-source")).isPresent();
            assertThat(small.last().header("X-amz-server-side-encryption")).contains("AES256");
            assertThat(small.last().header("X-amz-storage-class")).isEmpty();
        }
    }

    @Test
    void leaveToTheStoreWhatNobodyAskedFor() throws Exception {
        try (BrokerFileSystem fileSystem = open(KEYS)) {
            write(fileSystem, 3);
            write(fileSystem, PART + 1);
        }

        assertThat(creations())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.headers().keySet())
                        .noneMatch(name -> name.startsWith("X-amz-server-side") || name.startsWith("X-amz-storage")));
    }

    @Test
    void haveNoChecksumByDefaultThatOlderStoresDoNotKnow() throws Exception {
        try (BrokerFileSystem fileSystem = open(KEYS)) {
            write(fileSystem, 3);
            write(fileSystem, PART + 1);
            fileSystem.stat(FILE);
        }

        assertThat(store.requests()).allSatisfy(request -> {
            assertThat(request.headers().keySet())
                    .noneMatch(name -> name.contains("checksum") || name.equals("X-amz-trailer"));
            assertThat(request.header("Content-encoding")).isEmpty();
            assertThat(request.header("X-amz-content-sha256").orElse("")).doesNotContain("STREAMING");
        });
        assertThat(bodies())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.header("Content-md5")).isPresent());
    }

    @Test
    void haveTheChecksumOfTheSdkWhenThatIsAskedFor() throws Exception {
        try (BrokerFileSystem fileSystem = open(with(KEYS, "s3.request_checksum", "crc32"))) {
            write(fileSystem, 3);
            write(fileSystem, PART + 1);
        }

        assertThat(bodies())
                .hasSize(3)
                .allSatisfy(
                        request -> assertThat(request.header("X-amz-trailer")).contains("x-amz-checksum-crc32"));
        assertThat(store.requests())
                .filteredOn(request -> request.asks("uploads"))
                .singleElement()
                .satisfies(begin ->
                        assertThat(begin.header("X-amz-checksum-algorithm")).contains("CRC32"));
        assertThat(store.last().body())
                .containsSubsequence("<ChecksumCRC32>" + StoreAnswers.CRC32, "<ChecksumCRC32>" + StoreAnswers.CRC32);
    }

    /** Those that carry the bytes of files. */
    private List<Request> bodies() {
        return store.requests().stream()
                .filter(request -> request.method().equals("PUT")
                        && request.header("X-amz-copy-source").equals(Optional.empty()))
                .toList();
    }
}
