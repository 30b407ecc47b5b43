package io.nineveh.broker.s3;

import java.util.List;
import java.util.Optional;

/**
 * A vendor's store, and what is known of it.
 *
 * @param schemes those of the locations in it
 * @param names its own names of properties, before the generic ones
 */
record S3Store(List<String> schemes, StoreNames names, StoreHosts hosts) {
    static final S3Store AMAZON = new S3Store(
            List.of("s3", "s3a", "s3n"),
            none(),
            StoreHosts.of(
                    "",
                    "eu-west-1",
                    "(?:.+\\.)?s3(?:-fips)?[.-](?:dualstack\\.)?([a-z0-9-]+)\\.(?:vpce\\.)?amazonaws\\.com(?:\\.cn)?"));
    static final S3Store ALIBABA_OSS = new S3Store(
            List.of("oss"),
            new StoreNames(
                    List.of("fs.oss.endpoint", "oss.endpoint", "aliyun.oss.endpoint"),
                    List.of("fs.oss.region", "oss.region"),
                    List.of("fs.oss.accessKeyId", "oss.access_key", "aliyun.oss.access_key"),
                    List.of("fs.oss.accessKeySecret", "oss.secret_key", "aliyun.oss.secret_key"),
                    List.of("fs.oss.securityToken", "oss.session_token"),
                    List.of("oss.use_path_style"),
                    List.of("fs.oss.connection.secure.enabled")),
            StoreHosts.of(
                    "oss-%s.aliyuncs.com",
                    "cn-hangzhou", "(?:s3\\.)?oss-([a-z0-9-]+?)(?:-internal)?\\.aliyuncs\\.com"));
    static final S3Store TENCENT_COS = new S3Store(
            List.of("cosn", "cos"),
            new StoreNames(
                    List.of("fs.cosn.bucket.endpoint_suffix", "cos.endpoint"),
                    List.of("fs.cosn.bucket.region", "fs.cosn.userinfo.region", "cos.region"),
                    List.of("fs.cosn.userinfo.secretId", "cos.access_key"),
                    List.of("fs.cosn.userinfo.secretKey", "cos.secret_key"),
                    List.of("fs.cosn.userinfo.sessionToken", "cos.session_token"),
                    List.of("cos.use_path_style"),
                    List.of()),
            StoreHosts.of(
                    "cos.%s.myqcloud.com",
                    "ap-guangzhou", "cos(?:-internal)?\\.([a-z0-9-]+)\\.(?:myqcloud\\.com|tencentcos\\.cn)"));
    static final S3Store HUAWEI_OBS = new S3Store(
            List.of("obs"),
            new StoreNames(
                    List.of("fs.obs.endpoint", "obs.endpoint"),
                    List.of("obs.region"),
                    List.of("fs.obs.access.key", "obs.access_key"),
                    List.of("fs.obs.secret.key", "obs.secret_key"),
                    List.of("fs.obs.session.token", "obs.session_token"),
                    List.of("obs.use_path_style"),
                    List.of("fs.obs.connection.ssl.enabled")),
            StoreHosts.of("obs.%s.myhuaweicloud.com", "cn-north-4", "obs\\.([a-z0-9-]+)\\.myhuaweicloud\\.com"));
    static final S3Store BAIDU_BOS = new S3Store(
            List.of("bos"),
            new StoreNames(
                    List.of("fs.bos.endpoint", "bos_endpoint"),
                    List.of("bos.region"),
                    List.of("fs.bos.access.key", "bos_accesskey"),
                    List.of("fs.bos.secret.access.key", "bos_secret_accesskey"),
                    List.of("fs.bos.session.token.key"),
                    List.of(),
                    List.of()),
            StoreHosts.of("s3.%s.bcebos.com", "bj", "(?:s3\\.)?([a-z0-9-]+)\\.bcebos\\.com")
                    .speakingS3As("([a-z0-9-]+)\\.(bcebos\\.com)", "s3.%s.%s"));
    static final S3Store KINGSOFT_KS3 = new S3Store(
            List.of("ks3"),
            new StoreNames(
                    List.of("fs.ks3.endpoint"),
                    List.of("fs.ks3.region"),
                    List.of("fs.ks3.AccessKey"),
                    List.of("fs.ks3.AccessSecret"),
                    List.of(),
                    List.of(),
                    List.of("fs.ks3.connection.ssl.enabled")),
            StoreHosts.of("ks3-%s.ksyuncs.com", "cn-beijing", "ks3-([a-z0-9-]+?)(?:-internal)?\\.ksyun(?:cs)?\\.com"));
    static final S3Store GOOGLE_GCS = new S3Store(
            List.of("gs"),
            new StoreNames(
                    List.of("gs.endpoint"),
                    List.of("gs.region"),
                    List.of("gs.access_key"),
                    List.of("gs.secret_key"),
                    List.of("gs.session_token"),
                    List.of("gs.use_path_style"),
                    List.of()),
            StoreHosts.of("storage.googleapis.com", "", "storage\\.([a-z0-9-]+)\\.rep\\.googleapis\\.com"));
    static final S3Store VOLCENGINE_TOS = new S3Store(
            List.of("tos"),
            new StoreNames(
                    List.of("fs.tos.endpoint"),
                    List.of("fs.tos.region"),
                    List.of("fs.tos.access-key-id"),
                    List.of("fs.tos.secret-access-key"),
                    List.of("fs.tos.session-token"),
                    List.of(),
                    List.of()),
            StoreHosts.of("tos-s3-%s.volces.com", "cn-beijing", "tos-(?:s3-)?([a-z0-9-]+)\\.i?volces\\.com")
                    .speakingS3As("tos-(?!s3-)([a-z0-9-]+)\\.(i?volces\\.com)", "tos-s3-%s.%s"));

    static final List<S3Store> ALL =
            List.of(AMAZON, ALIBABA_OSS, TENCENT_COS, HUAWEI_OBS, BAIDU_BOS, KINGSOFT_KS3, GOOGLE_GCS, VOLCENGINE_TOS);

    S3Store {
        names = names.andGeneric();
    }

    private static StoreNames none() {
        return new StoreNames(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** The store of a scheme, which is in lower case and one that the plugin serves. */
    static S3Store ofScheme(String scheme) {
        return ALL.stream()
                .filter(store -> store.schemes.contains(scheme))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no store has the scheme " + scheme));
    }

    /** The region that a host of any of these stores names. */
    static Optional<String> regionOfHost(String host) {
        return ALL.stream()
                .flatMap(store -> store.hosts.regionOf(host).stream())
                .findFirst();
    }
}
