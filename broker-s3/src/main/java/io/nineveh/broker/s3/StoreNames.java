package io.nineveh.broker.s3;

import java.util.List;
import java.util.stream.Stream;

/**
 * By which properties a store is reached. Where one thing is given by several names, the first in its list counts.
 *
 * @param endpoint the address of the store, without the bucket
 * @param pathStyle whether the bucket stands in the path and not in the host name
 * @param tls whether an endpoint that is given without {@code http://} or {@code https://} is reached by TLS
 */
record StoreNames(
        List<String> endpoint,
        List<String> region,
        List<String> accessKey,
        List<String> secretKey,
        List<String> sessionToken,
        List<String> pathStyle,
        List<String> tls) {

    /** The names that count for every store, which are those of Doris, of StarRocks and of Hadoop's s3a. */
    static final StoreNames GENERIC = new StoreNames(
            List.of("s3.endpoint", "AWS_ENDPOINT", "aws.s3.endpoint", "fs.s3a.endpoint"),
            List.of("s3.region", "AWS_REGION", "aws.s3.region", "fs.s3a.endpoint.region"),
            List.of("s3.access_key", "AWS_ACCESS_KEY", "aws.s3.access_key", "fs.s3a.access.key"),
            List.of("s3.secret_key", "AWS_SECRET_KEY", "aws.s3.secret_key", "fs.s3a.secret.key"),
            List.of("s3.session_token", "AWS_TOKEN", "aws.s3.session_token", "fs.s3a.session.token"),
            List.of(
                    "use_path_style",
                    "s3.use_path_style",
                    "aws.s3.enable_path_style_access",
                    "fs.s3a.path.style.access"),
            List.of("aws.s3.enable_ssl", "fs.s3a.connection.ssl.enabled"));

    /** These names, and behind them the generic ones. */
    StoreNames andGeneric() {
        return new StoreNames(
                concat(endpoint, GENERIC.endpoint),
                concat(region, GENERIC.region),
                concat(accessKey, GENERIC.accessKey),
                concat(secretKey, GENERIC.secretKey),
                concat(sessionToken, GENERIC.sessionToken),
                concat(pathStyle, GENERIC.pathStyle),
                concat(tls, GENERIC.tls));
    }

    /** All names of this store. */
    Stream<String> all() {
        return Stream.of(endpoint, region, accessKey, secretKey, sessionToken, pathStyle, tls)
                .flatMap(List::stream);
    }

    private static List<String> concat(List<String> own, List<String> generic) {
        return Stream.concat(own.stream(), generic.stream()).toList();
    }
}
