package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.s3.S3Endpoint.Addressing;
import io.nineveh.broker.s3.S3Identity.Keys;
import io.nineveh.broker.s3.S3Identity.Source;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3PropertiesTest {
    private static final S3Limits LIMITS = TestLimits.ofPart(5 << 20);
    private static final Location LOCATION = Location.of("s3://bucket/a/b");
    private static final String SECRET = "hunter2";

    @ParameterizedTest
    @CsvSource({
        "s3.endpoint,s3.region,s3.access_key,s3.secret_key,s3.session_token,use_path_style",
        "AWS_ENDPOINT,AWS_REGION,AWS_ACCESS_KEY,AWS_SECRET_KEY,AWS_TOKEN,use_path_style",
        "aws.s3.endpoint,aws.s3.region,aws.s3.access_key,aws.s3.secret_key,aws.s3.session_token,"
                + "aws.s3.enable_path_style_access",
        "fs.s3a.endpoint,fs.s3a.endpoint.region,fs.s3a.access.key,fs.s3a.secret.key,fs.s3a.session.token,"
                + "fs.s3a.path.style.access",
    })
    void knowsTheNamesThatClientsUse(
            String endpoint, String region, String accessKey, String secretKey, String token, String pathStyle)
            throws Exception {
        S3Spec spec = read(Map.of(
                endpoint, "http://127.0.0.1:9000",
                region, "eu-west-3",
                accessKey, "AKIA",
                secretKey, SECRET,
                token, "token",
                pathStyle, "true"));

        assertThat(spec.endpoint())
                .isEqualTo(new S3Endpoint(
                        Optional.of(URI.create("http://127.0.0.1:9000")), Optional.of("eu-west-3"), Addressing.PATH));
        assertThat(spec.identity())
                .isEqualTo(new Keys(Secret.of("AKIA"), Secret.of(SECRET), Optional.of(Secret.of("token"))));
        assertThat(spec.bucket()).isEqualTo("bucket");
    }

    @Test
    void withoutPropertiesTheSdkFindsWhatItNeeds() throws Exception {
        S3Spec spec = read(Map.of("username", "somebody", "s3.access_key", " "));

        assertThat(spec.endpoint())
                .isEqualTo(new S3Endpoint(Optional.empty(), Optional.empty(), Addressing.VIRTUAL_HOST));
        assertThat(spec.identity()).isEqualTo(Source.DEFAULT);
        assertThat(spec.newObjects()).isEqualTo(new NewObjects(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(spec.checksum()).isEqualTo(RequestChecksum.CONTENT_MD5);
    }

    @ParameterizedTest
    @CsvSource({
        "s3.eu-west-1.amazonaws.com,https://s3.eu-west-1.amazonaws.com,eu-west-1",
        "https://s3.cn-north-1.amazonaws.com.cn,https://s3.cn-north-1.amazonaws.com.cn,cn-north-1",
        "http://store.example.com:9000,http://store.example.com:9000,us-east-1",
        "store.example.com,https://store.example.com,us-east-1",
        "s3.amazonaws.com,https://s3.amazonaws.com,us-east-1",
        "https://v-1.s3.eu-west-2.vpce.amazonaws.com,https://v-1.s3.eu-west-2.vpce.amazonaws.com,eu-west-2",
        "oss-cn-hangzhou-internal.aliyuncs.com,https://oss-cn-hangzhou-internal.aliyuncs.com,cn-hangzhou",
    })
    void anEndpointTellsTheRegion(String text, String endpoint, String region) throws Exception {
        S3Spec spec = read(Map.of("s3.endpoint", text));

        assertThat(spec.endpoint().uri()).contains(URI.create(endpoint));
        assertThat(spec.endpoint().region()).contains(region);
    }

    @Test
    void amazonsCentralHostStandsForThatOfARegion() throws Exception {
        assertThat(read(Map.of("fs.s3a.endpoint", "s3.amazonaws.com", "fs.s3a.endpoint.region", "eu-west-1"))
                        .endpoint())
                .isEqualTo(read(Map.of("s3.region", "eu-west-1")).endpoint());
    }

    @Test
    void anEndpointWithoutASchemeIsReachedWithoutTlsOnlyWhenThatIsAskedFor() throws Exception {
        assertThat(read(Map.of("s3.endpoint", "store:9000", "fs.s3a.connection.ssl.enabled", "false"))
                        .endpoint()
                        .uri())
                .contains(URI.create("http://store:9000"));
    }

    @Test
    void bucketAndIdentityArePartOfWhatMakesSpecsEqual() throws Exception {
        Map<String, String> one = Map.of("s3.access_key", "AKIA", "s3.secret_key", SECRET);
        Map<String, String> other = Map.of("s3.access_key", "AKIA", "s3.secret_key", "other");

        assertThat(read(one)).isEqualTo(read(one)).hasSameHashCodeAs(read(one));
        assertThat(read(one)).isEqualTo(S3Properties.read(Location.of("s3://bucket/c"), one, LIMITS));
        assertThat(read(one)).isNotEqualTo(read(other));
        assertThat(read(one)).isNotEqualTo(S3Properties.read(Location.of("s3://bucket2/a/b"), one, LIMITS));
        assertThat(read(one)).isNotEqualTo(S3Properties.read(Location.of("gs://bucket/a/b"), one, LIMITS));
    }

    @Test
    void aSpecShowsNoCredential() throws Exception {
        assertThat(read(Map.of(
                        "s3.access_key", SECRET,
                        "s3.secret_key", SECRET,
                        "s3.session_token", SECRET,
                        "s3.role_arn", "arn:aws:iam::123456789012:role/backup",
                        "s3.external_id", SECRET,
                        "s3.encryption.algorithm", "SSE-KMS",
                        "s3.encryption.key", SECRET)))
                .asString()
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "s3.access_key,s3.secret_key",
        "AWS_SECRET_KEY,s3.access_key",
        "fs.s3a.session.token,s3.access_key",
    })
    void aKeyWithoutTheOtherIsRefused(String given, String missing) {
        assertRefused(Map.of(given, SECRET), missing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "ftp://store",
                "http://user:hunter2@store",
                "http://sto re/hunter2",
                "hunter2:x:y",
                "//store/hunter2://",
                "http://hunter2:99999"
            })
    void aBadEndpointIsRefused(String endpoint) {
        assertRefused(Map.of("AWS_ENDPOINT", endpoint), "AWS_ENDPOINT");
    }

    @Test
    void aBadFlagOrRegionIsRefused() {
        assertRefused(Map.of("use_path_style", "maybe"), "use_path_style");
        assertRefused(Map.of("AWS_REGION", "a b"), "AWS_REGION");
        assertRefused(Map.of("s3.request_checksum", SECRET), "s3.request_checksum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:///a", "s3://a_b:80/c", "s3://x/c"})
    void aLocationWithoutABucketIsRefused(String text) {
        assertThatThrownBy(() -> S3Properties.read(Location.of(text), Map.of(), LIMITS))
                .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_PATH))
                .satisfies(e -> assertThat(e).hasMessageContaining(text));
    }

    @Test
    void settingsOfThePluginAreChecked() throws Exception {
        assertThat(S3Limits.read(Map.of("part_size", "16MiB"), TestMemory.ample())
                        .parts())
                .isEqualTo(new PartSizes(16L << 20));
        for (Map<String, String> wrong :
                List.of(Map.of("part_size", "1MiB"), Map.of("request_timeout", "0s"), Map.of("part_sise", "8MiB"))) {
            Map<String, String> settings = new HashMap<>(wrong);
            assertThatThrownBy(() -> new S3PluginFactory().create(settings, TestMemory.ample()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(wrong.containsKey("request_timeout") ? "request_timeout" : "part_size");
        }
    }

    private static void assertRefused(Map<String, String> properties, String named) {
        assertThatThrownBy(() -> read(properties))
                .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_ARGUMENT))
                .satisfies(e -> assertThat(e).hasMessageContaining(named).hasMessageNotContaining(SECRET))
                .satisfies(e -> assertThat(e).hasNoCause());
    }

    private static S3Spec read(Map<String, String> properties) throws StorageException {
        return S3Properties.read(LOCATION, properties, LIMITS);
    }
}
