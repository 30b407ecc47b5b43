package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One job's claim to a label, as the name of a file says it. Names of one owner are in the order of their expiry.
 *
 * @param expiry to the millisecond
 */
public record Lease(Owner owner, Instant expiry) {
    static final String PREFIX = "__lease.";
    private static final Pattern NAME = Pattern.compile("__lease\\.([-0-9a-zA-Z]+)\\.(\\d{1,18})\\.(\\d{13})");

    /** A job, by the cluster that runs it. */
    public record Owner(String clusterId, long jobId) {
        public Owner {
            requireNonNull(clusterId, "clusterId");
        }

        @Override
        public String toString() {
            return "job %d of cluster %s".formatted(jobId, clusterId);
        }
    }

    public Lease {
        requireNonNull(owner, "owner");
        expiry = Instant.ofEpochMilli(expiry.toEpochMilli());
    }

    /** What a file's name says; empty when it is no lease. */
    static Optional<Lease> parse(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        return matcher.matches()
                ? Optional.of(new Lease(
                        new Owner(matcher.group(1), Long.parseLong(matcher.group(2))),
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(3)))))
                : Optional.empty();
    }

    /** The name of its file, which does not end as files of a snapshot do. */
    String fileName() {
        return "%s%s.%d.%013d".formatted(PREFIX, owner.clusterId(), owner.jobId(), expiry.toEpochMilli());
    }
}
