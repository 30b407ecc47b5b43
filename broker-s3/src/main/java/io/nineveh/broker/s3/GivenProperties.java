package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of a request, each looked up by a list of names of which the first that is given a value counts. An empty
 * value counts as not given. What is refused is named, and its value is not shown, since it may be a secret that came under
 * the wrong name.
 */
final class GivenProperties {
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;

    private final Location location;
    private final Map<String, String> properties;

    GivenProperties(Location location, Map<String, String> properties) {
        this.location = location;
        this.properties = properties;
    }

    /** The name by which a thing is given. */
    Optional<String> nameOf(List<String> names) {
        return names.stream()
                .filter(name -> !properties.getOrDefault(name, "").isBlank())
                .findFirst();
    }

    Optional<String> text(List<String> names) {
        return nameOf(names).map(name -> properties.getOrDefault(name, "").strip());
    }

    Optional<Secret> secret(List<String> names) {
        return text(names).map(Secret::of);
    }

    Optional<Boolean> flag(List<String> names) throws StorageException {
        Optional<String> value = text(names);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return switch (value.get().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw invalid(names, "must be true or false");
        };
    }

    /** The address of a service, which {@code scheme} is put before when it has none. */
    Optional<URI> address(List<String> names, String scheme) throws StorageException {
        Optional<String> value = text(names);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get();
        try {
            URI uri = new URI(text.contains("://") ? text : scheme + "://" + text);
            if (!hasHost(uri) || uri.getUserInfo() != null || !isHttp(uri) || !isPort(uri.getPort())) {
                throw invalid(names, "is not an endpoint; write https://host or http://host:port");
            }
            return Optional.of(uri);
        } catch (URISyntaxException e) {
            // The text may hold a credential, so neither it nor the cause, which repeats it, is shown.
            throw invalid(names, "is not an endpoint; write https://host or http://host:port");
        }
    }

    private static boolean hasHost(URI uri) {
        return uri.getHost() != null && uri.getHost().length() <= LONGEST_HOST;
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isPort(int port) {
        return port == -1 || (port > 0 && port <= HIGHEST_PORT);
    }

    /** A value that is given, and wrong; {@code what} follows the property's name. */
    StorageException invalid(List<String> names, String what) {
        return refused(nameOf(names).orElse(names.get(0)), what);
    }

    /** A value that is not given; {@code what} to do follows. */
    StorageException missing(List<String> names, String what) {
        return refused(names.get(0), "is missing; " + what);
    }

    private StorageException refused(String name, String what) {
        return new StorageException(Kind.INVALID_ARGUMENT, location, "property %s %s".formatted(name, what));
    }
}
