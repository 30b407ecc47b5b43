package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.s3.S3Identity.Keys;
import io.nineveh.config.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stores that are not Amazon's, by their own schemes and properties. */
class S3StoresTest {
    private static final S3Limits LIMITS = TestLimits.ofPart(5 << 20);

    @ParameterizedTest
    @CsvSource({
        "oss, fs.oss.endpoint, fs.oss.accessKeyId, fs.oss.accessKeySecret, fs.oss.securityToken",
        "oss, oss.endpoint, oss.access_key, oss.secret_key, oss.session_token",
        "oss, aliyun.oss.endpoint, aliyun.oss.access_key, aliyun.oss.secret_key, s3.session_token",
        "cosn, fs.cosn.bucket.endpoint_suffix, fs.cosn.userinfo.secretId, fs.cosn.userinfo.secretKey,"
                + " fs.cosn.userinfo.sessionToken",
        "cos, cos.endpoint, cos.access_key, cos.secret_key, cos.session_token",
        "obs, fs.obs.endpoint, fs.obs.access.key, fs.obs.secret.key, fs.obs.session.token",
        "obs, obs.endpoint, obs.access_key, obs.secret_key, obs.session_token",
        "bos, fs.bos.endpoint, fs.bos.access.key, fs.bos.secret.access.key, fs.bos.session.token.key",
        "bos, bos_endpoint, bos_accesskey, bos_secret_accesskey, AWS_TOKEN",
        "ks3, fs.ks3.endpoint, fs.ks3.AccessKey, fs.ks3.AccessSecret, aws.s3.session_token",
        "gs, gs.endpoint, gs.access_key, gs.secret_key, gs.session_token",
        "tos, fs.tos.endpoint, fs.tos.access-key-id, fs.tos.secret-access-key, fs.tos.session-token",
        "oss, s3.endpoint, s3.access_key, s3.secret_key, s3.session_token",
        "gs, fs.s3a.endpoint, fs.s3a.access.key, fs.s3a.secret.key, fs.s3a.session.token",
    })
    void areReachedByTheirOwnNamesAndTheGenericOnes(
            String scheme, String endpoint, String accessKey, String secretKey, String token) throws Exception {
        S3Spec spec = read(
                scheme,
                Map.of(endpoint, "http://store.example.com", accessKey, "id", secretKey, "secret", token, "token"));

        assertThat(spec.root()).hasToString(scheme + "://bucket");
        assertThat(spec.endpoint().uri()).contains(URI.create("http://store.example.com"));
        assertThat(spec.endpoint().region()).contains("us-east-1");
        assertThat(spec.identity())
                .isEqualTo(new Keys(Secret.of("id"), Secret.of("secret"), Optional.of(Secret.of("token"))));
    }

    @Test
    void ownNamesGoBeforeGenericOnes() throws Exception {
        assertThat(read(
                                "obs",
                                Map.of(
                                        "s3.endpoint",
                                        "https://a.example.com",
                                        "fs.obs.endpoint",
                                        "https://b.example.com"))
                        .endpoint()
                        .uri())
                .contains(URI.create("https://b.example.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "oss,  oss-cn-beijing-internal.aliyuncs.com, https://oss-cn-beijing-internal.aliyuncs.com, cn-beijing",
        "cosn, cos.ap-guangzhou.myqcloud.com,        https://cos.ap-guangzhou.myqcloud.com,        ap-guangzhou",
        "obs,  obs.cn-north-4.myhuaweicloud.com,     https://obs.cn-north-4.myhuaweicloud.com,     cn-north-4",
        "bos,  http://bj.bcebos.com,                 http://s3.bj.bcebos.com,                      bj",
        "bos,  s3.gz.bcebos.com:443,                 https://s3.gz.bcebos.com:443,                 gz",
        "ks3,  ks3-cn-beijing-internal.ksyuncs.com,  https://ks3-cn-beijing-internal.ksyuncs.com,  cn-beijing",
        "tos,  https://tos-cn-beijing.ivolces.com:8, https://tos-s3-cn-beijing.ivolces.com:8,      cn-beijing",
        "tos,  tos-s3-cn-shanghai.volces.com,        https://tos-s3-cn-shanghai.volces.com,        cn-shanghai",
        "gs,   storage.me-central2.rep.googleapis.com, https://storage.me-central2.rep.googleapis.com, me-central2",
    })
    void aHostOfAVendorTellsItsRegionAndIsTheOneThatSpeaksS3(
            String scheme, String written, String endpoint, String region) throws Exception {
        S3Endpoint read = read(scheme, Map.of("s3.endpoint", written)).endpoint();

        assertThat(read.uri()).contains(URI.create(endpoint));
        assertThat(read.region()).contains(region);
    }

    @ParameterizedTest
    @CsvSource({
        "oss,  fs.oss.region,            cn-hangzhou,  https://oss-cn-hangzhou.aliyuncs.com",
        "cosn, fs.cosn.bucket.region,    ap-guangzhou, https://cos.ap-guangzhou.myqcloud.com",
        "cosn, fs.cosn.userinfo.region,  ap-guangzhou, https://cos.ap-guangzhou.myqcloud.com",
        "obs,  obs.region,               cn-north-4,   https://obs.cn-north-4.myhuaweicloud.com",
        "bos,  s3.region,                bj,           https://s3.bj.bcebos.com",
        "ks3,  AWS_REGION,               cn-beijing,   https://ks3-cn-beijing.ksyuncs.com",
        "tos,  fs.tos.region,            cn-beijing,   https://tos-s3-cn-beijing.volces.com",
        "gs,   gs.region,                europe-west1, https://storage.googleapis.com",
    })
    void aRegionTellsTheHost(String scheme, String name, String region, String endpoint) throws Exception {
        S3Endpoint read = read(scheme, Map.of(name, region)).endpoint();

        assertThat(read.uri()).contains(URI.create(endpoint));
        assertThat(read.region()).contains(region);
    }

    @Test
    void googlesNeedsNeither() throws Exception {
        assertThat(read("gs", Map.of()).endpoint().uri()).contains(URI.create("https://storage.googleapis.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "oss,  fs.oss.endpoint,                  https://oss-cn-hangzhou.aliyuncs.com",
        "cosn, fs.cosn.bucket.endpoint_suffix,   https://cos.ap-guangzhou.myqcloud.com",
        "obs,  fs.obs.endpoint,                  https://obs.cn-north-4.myhuaweicloud.com",
        "bos,  fs.bos.endpoint,                  https://s3.bj.bcebos.com",
        "ks3,  fs.ks3.endpoint,                  https://ks3-cn-beijing.ksyuncs.com",
        "tos,  fs.tos.endpoint,                  https://tos-s3-cn-beijing.volces.com",
    })
    void aMissingEndpointIsNamed(String scheme, String name, String example) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> read(scheme, Map.of()))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_ARGUMENT))
                .withMessageContainingAll(scheme + "://bucket/a", name, example);
    }

    @Test
    void whatAnotherVendorsPropertiesSayDoesNotMatter() throws Exception {
        assertThat(read("gs", Map.of("fs.oss.endpoint", "not an endpoint", "bos_accesskey", "half")))
                .isEqualTo(read("gs", Map.of()));
    }

    @Test
    void bucketsOfOneNameAreDifferentInEachStore() {
        Map<String, String> properties = Map.of("s3.endpoint", "https://store.example.com");
        assertThat(schemes().map(scheme -> specOf(scheme, properties)).distinct())
                .hasSize((int) schemes().count());
        assertThat(schemes().collect(Collectors.toSet()))
                .hasSize((int) schemes().count());
    }

    private static S3Spec specOf(String scheme, Map<String, String> properties) {
        try {
            return read(scheme, properties);
        } catch (StorageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> schemes() {
        return S3Store.ALL.stream().flatMap(store -> store.schemes().stream());
    }

    private static S3Spec read(String scheme, Map<String, String> properties) throws StorageException {
        return S3Properties.read(Location.of(scheme + "://bucket/a"), properties, LIMITS);
    }
}
