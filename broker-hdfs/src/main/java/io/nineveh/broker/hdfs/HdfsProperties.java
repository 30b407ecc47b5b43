package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The properties of a request. An empty value counts as not given. */
final class HdfsProperties {
    private static final List<String> USER = List.of("hadoop.username", "username");
    private static final String AUTHENTICATION = "hadoop.security.authentication";
    private static final String DEFAULT_FILE_SYSTEM = "fs.defaultFS";
    private static final List<String> PASSED_ON = List.of("dfs.", "hadoop.", "ipc.", "fs.viewfs.");

    private HdfsProperties() {}

    static HdfsSpec read(Location location, Map<String, String> properties) throws StorageException {
        requireSimpleAuthentication(location, properties);
        Map<String, Secret> configuration = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (PASSED_ON.stream().anyMatch(name::startsWith) && !USER.contains(name)) {
                configuration.put(name, Secret.of(value));
            }
        });
        Optional<String> user = USER.stream()
                .map(name -> properties.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
        return new HdfsSpec(location.withPath(""), cluster(location, properties), user, Map.copyOf(configuration));
    }

    private static void requireSimpleAuthentication(Location location, Map<String, String> properties)
            throws StorageException {
        String authentication = properties.getOrDefault(AUTHENTICATION, "").strip();
        if (authentication.equalsIgnoreCase("kerberos")) {
            throw new StorageException(
                    Kind.NOT_SUPPORTED,
                    location,
                    "property %s is kerberos, which this version cannot do; it can do simple"
                            .formatted(AUTHENTICATION));
        }
        if (!authentication.isEmpty() && !authentication.equalsIgnoreCase("simple")) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT, location, "property %s must be simple".formatted(AUTHENTICATION));
        }
    }

    private static URI cluster(Location location, Map<String, String> properties) throws StorageException {
        if (location.authority().isPresent()) {
            String cluster = location.scheme() + "://" + location.authority().get();
            return clusterOf(cluster, location.scheme())
                    .orElseThrow(() -> new StorageException(
                            Kind.INVALID_PATH, location, "'%s' is not a cluster".formatted(cluster)));
        }
        String defaultFileSystem =
                properties.getOrDefault(DEFAULT_FILE_SYSTEM, "").strip();
        if (defaultFileSystem.isEmpty()) {
            throw new StorageException(
                    Kind.INVALID_PATH,
                    location,
                    "it names no cluster; write %s://host:port/path or give the property %s"
                            .formatted(location.scheme(), DEFAULT_FILE_SYSTEM));
        }
        return clusterOf(defaultFileSystem, location.scheme())
                .orElseThrow(() -> new StorageException(
                        Kind.INVALID_ARGUMENT,
                        location,
                        "property %s names no cluster; write %s://host:port"
                                .formatted(DEFAULT_FILE_SYSTEM, location.scheme())));
    }

    /** Empty for a text that is none, which may be one with a password in it and is not for showing. */
    private static Optional<URI> clusterOf(String text, String scheme) {
        try {
            URI uri = new URI(text);
            return scheme.equals(uri.getScheme()) && uri.getRawAuthority() != null && text.indexOf('@') < 0
                    ? Optional.of(new URI(scheme + "://" + uri.getRawAuthority()))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
