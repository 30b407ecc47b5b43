package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps two clusters from writing one label at a time. A claim is a file in the label's directory; who claims looks, writes,
 * looks again, and withdraws when another's claim is there. So two that begin at once never both win; both may lose. It
 * needs a storage whose listings show what was written before, and clocks that differ by less than {@link #TOLERANCE}.
 *
 * <p>A cluster has one unfinished backup of a label at most: claims of its other jobs are left over and count for nothing.
 *
 * <p>Safe for many threads.
 */
public final class LabelLeases {
    /** How long a lease lasts that is not renewed. */
    public static final Duration LENGTH = Duration.ofMinutes(5);
    /** How long after its expiry a lease still keeps others away, whose clocks may be fast. */
    public static final Duration TOLERANCE = Duration.ofSeconds(30);

    private final BrokerFileSystem fileSystem;
    private final RepositoryLayout layout;
    private final Clock clock;

    /** Works on a file system that stays the caller's to close. */
    LabelLeases(BrokerFileSystem fileSystem, RepositoryLayout layout, Clock clock) {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
        this.layout = requireNonNull(layout, "layout");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The living lease that another cluster has on a label, if any. */
    public Optional<Lease> rival(String label, String clusterId) throws StorageException {
        Instant now = clock.instant();
        return list(label, Lease.PREFIX + "*").stream()
                .flatMap(file -> Lease.parse(file.name()).stream())
                .filter(lease -> isRival(lease, clusterId, now))
                .findFirst();
    }

    /**
     * Tries to get a label, also one that the owner has already. What dead owners left of their leases is removed. Can be
     * repeated after a failure, which leaves a claim at worst.
     *
     * @return who has it, or tries to get it at the same time; empty: the owner has it, for {@link #LENGTH} from now
     */
    public Optional<Lease> take(String label, Lease.Owner owner) throws StorageException {
        Optional<Lease> before = rival(label, owner.clusterId());
        if (before.isPresent()) {
            return before;
        }
        Lease claim = write(label, owner);
        Optional<Lease> meanwhile = rival(label, owner.clusterId());
        if (meanwhile.isPresent()) {
            withdraw(label, owner);
            return meanwhile;
        }
        Instant now = clock.instant();
        for (FileEntry file : list(label, Lease.PREFIX + "*")) {
            Optional<Lease> other = Lease.parse(file.name()).filter(lease -> !lease.equals(claim));
            if (other.isPresent() && !isRival(other.get(), owner.clusterId(), now)) {
                fileSystem.delete(file.location());
            }
        }
        return Optional.empty();
    }

    /**
     * Lets a lease that has not expired last for {@link #LENGTH} from now. The new file is there before the old one goes, and
     * sorts after it, so that a listing meanwhile shows one of them.
     */
    public void renew(String label, Lease.Owner owner) throws StorageException {
        Lease renewed = write(label, owner);
        for (FileEntry file : own(label, owner)) {
            if (!file.name().equals(renewed.fileName())) {
                fileSystem.delete(file.location());
            }
        }
    }

    /** Gives a label up; one that the owner does not have is no error. */
    public void withdraw(String label, Lease.Owner owner) throws StorageException {
        for (FileEntry file : own(label, owner)) {
            fileSystem.delete(file.location());
        }
    }

    private Lease write(String label, Lease.Owner owner) throws StorageException {
        Lease lease = new Lease(owner, clock.instant().plus(LENGTH));
        Location target = layout.snapshot(label).child(lease.fileName());
        byte[] content = "%s writes this label until %s%n"
                .formatted(owner, lease.expiry())
                .getBytes(UTF_8);
        new FileUpload(fileSystem, passed -> {}).writePlain(content, target);
        return lease;
    }

    private static boolean isRival(Lease lease, String clusterId, Instant now) {
        return !lease.owner().clusterId().equals(clusterId)
                && now.isBefore(lease.expiry().plus(TOLERANCE));
    }

    private List<FileEntry> own(String label, Lease.Owner owner) throws StorageException {
        return list(label, "%s%s.%d.*".formatted(Lease.PREFIX, owner.clusterId(), owner.jobId()));
    }

    private List<FileEntry> list(String label, String pattern) throws StorageException {
        return fileSystem.list(layout.snapshot(label).asLiteralPattern().child(pattern));
    }
}
