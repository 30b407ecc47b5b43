package io.nineveh.broker.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file or directory is: {@code scheme://authority/path}. The authority may be empty ({@code file:///a}), and
 * holds no credentials. The path is literal: no percent-encoding, no normalisation; {@code ' '}, {@code '#'},
 * {@code '%'}, {@code '+'}, {@code ':'}, {@code ".."} and doubled slashes mean themselves. Whether it is read as a
 * glob depends on who reads it: {@link BrokerFileSystem#list} does, everyone else does not.
 *
 * <p>Immutable. Two locations are equal when their texts are.
 */
public final class Location implements Comparable<Location> {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(.*)", Pattern.DOTALL);
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]{}\\\\]");

    private final String text;
    private final String scheme;
    private final String authority;
    private final String path;

    private Location(String text, String scheme, String authority, String path) {
        this.text = text;
        this.scheme = scheme;
        this.authority = authority;
        this.path = path;
    }

    /**
     * Reads a location.
     *
     * @throws IllegalArgumentException when the text is not of the form {@code scheme://authority/path}, has
     *     credentials in its authority, or holds a NUL character; the message repeats the text only where it cannot hold
     *     a credential
     */
    public static Location of(String text) {
        requireNonNull(text, "text");
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            // With an at sign it may be a location with credentials that only lacks a slash.
            String shown = text.indexOf('@') >= 0 ? "" : " '%s'".formatted(text);
            throw new IllegalArgumentException(
                    "invalid location%s: it has no scheme; write scheme://authority/path".formatted(shown));
        }
        if (matcher.group(2).indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "invalid location with scheme %s: it holds credentials; give them as properties"
                            .formatted(matcher.group(1)));
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("invalid location: it holds a NUL character");
        }
        return new Location(text, matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2), matcher.group(3));
    }

    /** The scheme, in lower case. */
    public String scheme() {
        return scheme;
    }

    /** What stands between {@code ://} and the path: a host, a bucket, a name service; empty when nothing does. */
    public Optional<String> authority() {
        return authority.isEmpty() ? Optional.empty() : Optional.of(authority);
    }

    /** The path with its leading slash, or an empty text when the location ends with its authority. */
    public String path() {
        return path;
    }

    /** The last component of the path, trailing slashes aside; empty for the root. */
    public String name() {
        String trimmed = withoutTrailingSlashes(path);
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    /** The directory that holds this location, without a trailing slash; empty for the root. */
    public Optional<Location> parent() {
        String trimmed = withoutTrailingSlashes(path);
        if (trimmed.isEmpty()) {
            return Optional.empty();
        }
        String parent = withoutTrailingSlashes(trimmed.substring(0, trimmed.lastIndexOf('/')));
        return Optional.of(withPath(parent.isEmpty() ? "/" : parent));
    }

    /** A location below this one; {@code relativePath} may have several components and has no leading slash. */
    public Location child(String relativePath) {
        if (relativePath.isEmpty() || relativePath.startsWith("/")) {
            throw new IllegalArgumentException("not a relative path: '%s'".formatted(relativePath));
        }
        return withPath(withoutTrailingSlashes(path) + "/" + relativePath);
    }

    /** The same scheme and authority, spelled as here, with another path. */
    public Location withPath(String otherPath) {
        if (!otherPath.isEmpty() && !otherPath.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: '%s'".formatted(otherPath));
        }
        String prefix = text.substring(0, text.length() - path.length());
        return new Location(prefix + otherPath, scheme, authority, otherPath);
    }

    /** The path read as a glob. */
    public Glob glob() {
        return Glob.of(path);
    }

    /**
     * The pattern that matches this location and no other: its path with a backslash before every character that means
     * something in a glob.
     */
    public Location asLiteralPattern() {
        return withPath(WILDCARD.matcher(path).replaceAll("\\\\$0"));
    }

    private static String withoutTrailingSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    @Override
    public int compareTo(Location other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Location location && text.equals(location.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text exactly as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
