package io.nineveh.bench.backup;

import io.nineveh.bench.load.Rounds;
import java.time.Duration;
import java.util.List;

/**
 * What is copied, how often, and by how many workers at a time. Sizes are in bytes.
 *
 * @param filesPerTablet how many of the small files a tablet has; the large ones are those of one more tablet
 * @param workers one number after the other
 * @param warmUp how long what runs in a JVM copies before anything is measured, until its code is compiled
 */
public record BackupSizes(
        int smallFiles,
        int smallSize,
        int filesPerTablet,
        int largeFiles,
        int largeSize,
        List<Integer> workers,
        Rounds rounds,
        Duration warmUp) {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    /** A result. */
    public static final BackupSizes FULL = new BackupSizes(
            2_000,
            256 * KIB,
            100,
            8,
            64 * MIB,
            List.of(8),
            new Rounds(3, Duration.ZERO, Duration.ZERO),
            Duration.ofSeconds(30));

    /** An impression. */
    public static final BackupSizes QUICK = new BackupSizes(
            200,
            256 * KIB,
            100,
            2,
            16 * MIB,
            List.of(8),
            new Rounds(2, Duration.ZERO, Duration.ZERO),
            Duration.ofSeconds(2));

    public BackupSizes {
        workers = List.copyOf(workers);
    }

    /** The same in other rounds. */
    public BackupSizes with(Rounds others) {
        return new BackupSizes(smallFiles, smallSize, filesPerTablet, largeFiles, largeSize, workers, others, warmUp);
    }

    /** The same by other workers. */
    public BackupSizes by(List<Integer> others) {
        return new BackupSizes(smallFiles, smallSize, filesPerTablet, largeFiles, largeSize, others, rounds, warmUp);
    }

    /** The same with large files of another size. */
    public BackupSizes ofLargeFile(int size) {
        return new BackupSizes(smallFiles, smallSize, filesPerTablet, largeFiles, size, workers, rounds, warmUp);
    }

    /** Of all files, in bytes. */
    public long bytes() {
        return (long) smallFiles * smallSize + (long) largeFiles * largeSize;
    }

    /** How much room there must be for the files, and the copies that are there at once. */
    public long room() {
        return 6 * bytes();
    }
}
