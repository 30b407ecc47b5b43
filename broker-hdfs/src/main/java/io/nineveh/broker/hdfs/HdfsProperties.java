package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The properties of a request, by all the names that clients in the field send. Where one thing is given by several names,
 * the first in the lists below counts. An empty value counts as not given.
 */
final class HdfsProperties {
    private static final List<String> USER = List.of("hadoop.username", "username");
    private static final List<String> PRINCIPAL = List.of("kerberos_principal", "hadoop.kerberos.principal");
    private static final List<String> KEYTAB = List.of("kerberos_keytab", "hadoop.kerberos.keytab");
    private static final List<String> KEYTAB_CONTENT = List.of("kerberos_keytab_content");
    private static final String AUTHENTICATION = "hadoop.security.authentication";
    private static final String DEFAULT_FILE_SYSTEM = "fs.defaultFS";

    private static final List<String> PASSED_ON = List.of("dfs.", "hadoop.", "ipc.", "fs.viewfs.");
    private static final List<String> NOT_HADOOPS =
            List.of("hadoop.username", "hadoop.kerberos.principal", "hadoop.kerberos.keytab");

    private final Location location;
    private final Map<String, String> properties;
    private final SiteFiles site;

    private HdfsProperties(Location location, Map<String, String> properties, SiteFiles site) {
        this.location = location;
        this.properties = properties;
        this.site = site;
    }

    static HdfsSpec read(Location location, Map<String, String> properties, SiteFiles site) throws StorageException {
        return new HdfsProperties(location, properties, site).read();
    }

    private HdfsSpec read() throws StorageException {
        return new HdfsSpec(location.withPath(""), cluster(), identity(), configuration(), site);
    }

    private Map<String, Secret> configuration() {
        Map<String, Secret> configuration = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (PASSED_ON.stream().anyMatch(name::startsWith) && !NOT_HADOOPS.contains(name) && !value.isBlank()) {
                configuration.put(name, Secret.of(value));
            }
        });
        return Map.copyOf(configuration);
    }

    private Optional<String> value(List<String> names) {
        return names.stream()
                .map(name -> properties.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private Identity identity() throws StorageException {
        String authentication = value(List.of(AUTHENTICATION))
                .or(() -> site.value(AUTHENTICATION))
                .orElse("simple");
        if (authentication.equalsIgnoreCase("kerberos")) {
            return kerberos();
        }
        if (!authentication.equalsIgnoreCase("simple")) {
            throw wrong("property %s must be simple or kerberos".formatted(AUTHENTICATION));
        }
        return value(USER).<Identity>map(Identity.Named::new).orElseGet(Identity.OfProcess::new);
    }

    private Identity kerberos() throws StorageException {
        String principal = value(PRINCIPAL)
                .orElseThrow(() ->
                        wrong("%s is kerberos, which needs property %s".formatted(AUTHENTICATION, PRINCIPAL.get(0))));
        Optional<String> file = value(KEYTAB);
        Optional<String> content = value(KEYTAB_CONTENT);
        if (file.isPresent() == content.isPresent()) {
            throw wrong("%s is kerberos, which needs property %s (a file of the broker's host) or %s (Base64), not both"
                    .formatted(AUTHENTICATION, KEYTAB.get(0), KEYTAB_CONTENT.get(0)));
        }
        return new Identity.Kerberos(principal, file.isPresent() ? inFile(file.get()) : given(content.get()));
    }

    private Keytab inFile(String path) throws StorageException {
        try {
            return new Keytab.InFile(Path.of(path));
        } catch (InvalidPathException e) {
            throw wrong("property %s is not a path".formatted(KEYTAB.get(0)));
        }
    }

    private Keytab given(String base64) throws StorageException {
        try {
            if (Base64.getDecoder().decode(base64).length == 0) {
                throw wrong("property %s is empty".formatted(KEYTAB_CONTENT.get(0)));
            }
        } catch (IllegalArgumentException e) {
            throw wrong(
                    "property %s is not Base64; encode the keytab with 'base64 -w0'".formatted(KEYTAB_CONTENT.get(0)));
        }
        return new Keytab.Given(Secret.of(base64));
    }

    private URI cluster() throws StorageException {
        if (location.authority().isPresent()) {
            String cluster = location.scheme() + "://" + location.authority().get();
            return clusterOf(cluster)
                    .orElseThrow(() -> new StorageException(
                            Kind.INVALID_PATH, location, "'%s' is not a cluster".formatted(cluster)));
        }
        String defaultFileSystem = value(List.of(DEFAULT_FILE_SYSTEM))
                .or(() -> site.value(DEFAULT_FILE_SYSTEM))
                .orElseThrow(() -> new StorageException(
                        Kind.INVALID_PATH,
                        location,
                        "it names no cluster; write %s://host:port/path, or give %s as a property or in core-site.xml"
                                .formatted(location.scheme(), DEFAULT_FILE_SYSTEM)));
        return clusterOf(defaultFileSystem)
                .orElseThrow(() -> wrong("property %s names no cluster; write %s://host:port"
                        .formatted(DEFAULT_FILE_SYSTEM, location.scheme())));
    }

    /** Empty for a text that is none, which may be one with a password in it and is not for showing. */
    private Optional<URI> clusterOf(String text) {
        String scheme = location.scheme();
        try {
            URI uri = new URI(text);
            return scheme.equals(uri.getScheme()) && uri.getRawAuthority() != null && text.indexOf('@') < 0
                    ? Optional.of(new URI(scheme + "://" + uri.getRawAuthority()))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private StorageException wrong(String what) {
        return new StorageException(Kind.INVALID_ARGUMENT, location, what);
    }
}
