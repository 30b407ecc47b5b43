package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.s3.S3Spec.Addressing;
import io.nineveh.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The properties of a request, by all the names that clients in the field send. Where one thing is given by several names,
 * the first in the lists below counts. An empty value counts as not given.
 */
final class S3Properties {
    private static final List<String> ENDPOINT =
            List.of("s3.endpoint", "AWS_ENDPOINT", "aws.s3.endpoint", "fs.s3a.endpoint");
    private static final List<String> REGION =
            List.of("s3.region", "AWS_REGION", "aws.s3.region", "fs.s3a.endpoint.region");
    private static final List<String> ACCESS_KEY =
            List.of("s3.access_key", "AWS_ACCESS_KEY", "aws.s3.access_key", "fs.s3a.access.key");
    private static final List<String> SECRET_KEY =
            List.of("s3.secret_key", "AWS_SECRET_KEY", "aws.s3.secret_key", "fs.s3a.secret.key");
    private static final List<String> SESSION_TOKEN =
            List.of("s3.session_token", "AWS_TOKEN", "aws.s3.session_token", "fs.s3a.session.token");
    private static final List<String> PATH_STYLE =
            List.of("use_path_style", "aws.s3.enable_path_style_access", "fs.s3a.path.style.access");
    private static final List<String> SSL = List.of("aws.s3.enable_ssl", "fs.s3a.connection.ssl.enabled");

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");
    private static final Pattern REGION_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern AMAZON_HOST =
            Pattern.compile("s3[.-](?:dualstack\\.)?([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");
    private static final String REGION_OF_STORES_WITHOUT_REGIONS = "us-east-1";

    private final Location location;
    private final Map<String, String> properties;

    private S3Properties(Location location, Map<String, String> properties) {
        this.location = location;
        this.properties = properties;
    }

    static S3Spec read(Location location, Map<String, String> properties, S3Limits limits) throws StorageException {
        return new S3Properties(location, properties).read(limits);
    }

    private S3Spec read(S3Limits limits) throws StorageException {
        String bucket = location.authority()
                .orElseThrow(() -> new StorageException(
                        Kind.INVALID_PATH, location, "it names no bucket; write s3://bucket/path"));
        if (!BUCKET.matcher(bucket).matches()) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "'%s' cannot be the name of a bucket".formatted(bucket));
        }
        Optional<URI> endpoint = endpoint();
        return new S3Spec(
                location.withPath(""),
                bucket,
                endpoint,
                region(endpoint),
                credentials(),
                flag(PATH_STYLE).orElse(false) ? Addressing.PATH : Addressing.VIRTUAL_HOST,
                limits);
    }

    private Optional<URI> endpoint() throws StorageException {
        Optional<String> given = find(ENDPOINT);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String name = given.get();
        String text = properties.get(name).strip();
        String scheme = flag(SSL).orElse(true) ? "https://" : "http://";
        try {
            URI uri = new URI(text.contains("://") ? text : scheme + text);
            if (uri.getHost() == null || uri.getUserInfo() != null || !isHttp(uri)) {
                throw invalid(name, "is not an endpoint; write https://host or http://host:port");
            }
            return Optional.of(uri);
        } catch (URISyntaxException e) {
            // The text may hold a credential, so neither it nor the cause, which repeats it, is shown.
            throw invalid(name, "is not an endpoint; write https://host or http://host:port");
        }
    }

    private static boolean isHttp(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("http") || scheme.equals("https");
    }

    private Optional<String> region(Optional<URI> endpoint) throws StorageException {
        Optional<String> name = find(REGION);
        if (name.isPresent()) {
            String region = properties.get(name.get()).strip();
            if (!REGION_NAME.matcher(region).matches()) {
                throw invalid(name.get(), "is not a region; write for example us-east-1");
            }
            return Optional.of(region);
        }
        return endpoint.map(uri -> {
            Matcher amazon = AMAZON_HOST.matcher(uri.getHost());
            return amazon.matches() ? amazon.group(1) : REGION_OF_STORES_WITHOUT_REGIONS;
        });
    }

    private Optional<S3Credentials> credentials() throws StorageException {
        Optional<String> accessKey = find(ACCESS_KEY);
        Optional<String> secretKey = find(SECRET_KEY);
        Optional<String> token = find(SESSION_TOKEN);
        if (accessKey.isEmpty() && secretKey.isEmpty() && token.isEmpty()) {
            return Optional.empty();
        }
        if (accessKey.isEmpty()) {
            throw invalid(
                    ACCESS_KEY.get(0),
                    "is missing; give it with " + secretKey.or(() -> token).get());
        }
        if (secretKey.isEmpty()) {
            throw invalid(SECRET_KEY.get(0), "is missing; give it with " + accessKey.get());
        }
        return Optional.of(
                new S3Credentials(secret(accessKey.get()), secret(secretKey.get()), token.map(this::secret)));
    }

    private Secret secret(String name) {
        return Secret.of(properties.get(name).strip());
    }

    private Optional<Boolean> flag(List<String> names) throws StorageException {
        Optional<String> name = find(names);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return switch (properties.get(name.get()).strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw invalid(name.get(), "must be true or false");
        };
    }

    /** The first of the names that is given a value. */
    private Optional<String> find(List<String> names) {
        return names.stream()
                .filter(name -> !properties.getOrDefault(name, "").isBlank())
                .findFirst();
    }

    private StorageException invalid(String name, String what) {
        return new StorageException(Kind.INVALID_ARGUMENT, location, "property %s %s".formatted(name, what));
    }
}
