package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.s3.RecordingServer.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Where requests go, and where they name their bucket. The recording server is the proxy to all hosts that are not this one. */
class S3AddressingTest {
    private static final List<String> PROXY = List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts");

    private final RecordingServer store;
    private final Map<String, String> before = new HashMap<>();

    S3AddressingTest() throws IOException {
        store = RecordingServer.answering(new StoreAnswers(3)::to);
    }

    @BeforeEach
    void beTheProxy() {
        PROXY.forEach(name -> before.put(name, System.getProperty(name, "")));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", Integer.toString(store.port()));
        System.setProperty("http.nonProxyHosts", "127.0.0.1|localhost|[::1]");
    }

    @AfterEach
    void stop() {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        store.close();
    }

    private Request ask(String location, Map<String, String> properties) throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.put("s3.access_key", "AKIATEST");
        all.put("s3.secret_key", "hunter2");
        Location file = Location.of(location);
        try (BrokerFileSystem fileSystem = S3Properties.read(file, all, S3Limits.read(Map.of(), TestMemory.ample()))
                .open()) {
            fileSystem.stat(file);
        }
        return store.last();
    }

    @ParameterizedTest
    @CsvSource({
        // An address of its own has the bucket as its first label,
        "s3://bucket/k,   http://store.example.com:9000,,      bucket.store.example.com:9000, /k",
        // unless the path is asked for,
        "s3://bucket/k,   http://store.example.com:9000,true,  store.example.com:9000,        /bucket/k",
        // or the name of the bucket is none of a host,
        "s3://Buck_et/k,  http://store.example.com:9000,,      store.example.com:9000,        /Buck_et/k",
        // or there are no names below that of the host.
        "s3://bucket/k,   http://minio:9000,            ,      minio:9000,                    /bucket/k",
        "s3://bucket/k,   http://minio:9000,            false, bucket.minio:9000,             /k",
        "s3://bucket/k,   http://10.1.2.3:9000,         ,      10.1.2.3:9000,                 /bucket/k",
        "s3://bucket/k,   http://10.1.2.3:9000,         false, 10.1.2.3:9000,                 /bucket/k",
        "s3://buc.ket/k,  http://store.example.com,     ,      buc.ket.store.example.com,     /k",
        "oss://bucket/k,  http://oss-cn-hangzhou.aliyuncs.com,,bucket.oss-cn-hangzhou.aliyuncs.com,/k",
        "bos://bucket/k,  http://bj.bcebos.com,         ,      bucket.s3.bj.bcebos.com,       /k",
    })
    void theBucketIsNamedWhereTheStoreLooksForIt(
            String location, String endpoint, String pathStyle, String host, String path) throws Exception {
        Map<String, String> properties = new HashMap<>(Map.of("s3.endpoint", endpoint));
        if (pathStyle != null) {
            properties.put("use_path_style", pathStyle);
        }

        Request request = ask(location, properties);

        assertThat(request.header("Host")).contains(host);
        assertThat(request.uri().getPath()).isEqualTo(path);
    }

    @Test
    void anAddressWithoutNamesHasTheBucketInThePath() throws Exception {
        for (String host : List.of("127.0.0.1", "localhost")) {
            Request request = ask("s3://bucket/k", Map.of("s3.endpoint", "http://" + host + ":" + store.port()));

            assertThat(request.uri()).hasToString("/bucket/k");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cosn://bucket/k, cos.ap-beijing.myqcloud.com,      ap-beijing",
        "obs://bucket/k,  obs.cn-north-4.myhuaweicloud.com, cn-north-4",
        "ks3://bucket/k,  ks3-cn-beijing.ksyuncs.com,       cn-beijing",
        "tos://bucket/k,  tos-cn-beijing.volces.com,        cn-beijing",
        "gs://bucket/k,   storage.googleapis.com,           us-east-1",
    })
    void theSignatureIsForTheRegionOfTheHost(String location, String host, String region) throws Exception {
        Request request = ask(location, Map.of("s3.endpoint", "http://" + host));

        assertThat(request.scope()).contains(region + "/s3");
        assertThat(request.header("Host").orElseThrow()).startsWith("bucket.");
    }

    @ParameterizedTest
    @CsvSource({
        // A certificate is for the names of one level below that of the host.
        "buc.ket, https://store.example.com, https://store.example.com/buc.ket/k",
        "bucket,  https://store.example.com, https://bucket.store.example.com/k",
        "bucket,  http://[::1]:9000,         http://[::1]:9000/bucket/k",
        "bucket,  https://s3.amazonaws.com,  https://bucket.s3.eu-west-1.amazonaws.com/k",
    })
    void whatCannotBeSeenHereIsNamedLikewise(String bucket, String endpoint, String url) throws Exception {
        S3Spec spec = S3Properties.read(
                Location.of("s3://" + bucket),
                Map.of("s3.endpoint", endpoint, "s3.region", "eu-west-1"),
                S3Limits.read(Map.of(), TestMemory.ample()));
        try (S3Client client = S3Connection.open(spec)) {
            assertThat(client.utilities()
                            .getUrl(request -> request.bucket(bucket).key("k")))
                    .hasToString(url);
        }
    }
}
