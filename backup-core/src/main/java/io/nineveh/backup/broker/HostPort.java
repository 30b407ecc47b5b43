package io.nineveh.backup.broker;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a broker listens, in the order of hosts, then ports.
 *
 * @param host a name or an IP address; an IPv6 address is without its brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) implements Comparable<HostPort> {
    private static final int LARGEST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^\\s:\\[\\]]*)):([0-9]{1,5})");
    private static final Comparator<HostPort> ORDER =
            Comparator.comparing(HostPort::host).thenComparingInt(HostPort::port);

    public HostPort {
        requireNonNull(host, "host");
        if (host.isEmpty() || port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("no address to connect to: '%s' port %d".formatted(host, port));
        }
    }

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets.
     *
     * @throws RefusedException when it is something else
     */
    public static HostPort parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw invalid(text, "write it as \"host:port\", an IPv6 address in brackets");
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        if (host.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID, "Host is null: '%s' has no host before the colon".formatted(text));
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < 1 || port > LARGEST_PORT) {
            throw invalid(text, "a port is a number from 1 to " + LARGEST_PORT);
        }
        return new HostPort(host, port);
    }

    private static RefusedException invalid(String text, String advice) {
        return new RefusedException(Reason.INVALID, "Invalid host port: '%s'; %s".formatted(text, advice));
    }

    @Override
    public int compareTo(HostPort other) {
        return ORDER.compare(this, other);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return host.contains(":") ? "[%s]:%d".formatted(host, port) : "%s:%d".formatted(host, port);
    }
}
