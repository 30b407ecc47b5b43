package io.nineveh.bench.broker;

import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.load.Rounds;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How much is measured. Sizes are in bytes.
 *
 * @param warmUp how long each way is used before anything is measured
 * @param clients numbers of clients that work at once
 * @param largeFile a file of large calls
 * @param smallCalls a file of small ones
 * @param smallFiles sizes of files that are written and read whole
 * @param smallFileClients numbers of clients that work at once on these
 * @param listedFiles how many files the directories hold that are listed
 * @param writersUnderPing how many clients write large files while another pings
 */
public record BrokerSizes(
        Rounds rounds,
        Duration warmUp,
        List<Integer> clients,
        Transfer largeFile,
        Transfer smallCalls,
        List<Integer> smallFiles,
        List<Integer> smallFileClients,
        List<Integer> listedFiles,
        int writersUnderPing) {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    /** A result. */
    public static final BrokerSizes FULL = new BrokerSizes(
            new Rounds(5, Duration.ofMillis(350), Duration.ofMillis(700)),
            Duration.ofSeconds(8),
            List.of(1, 4, 16),
            Transfer.of(64 * MIB, MIB),
            Transfer.of(2 * MIB, KIB),
            List.of(4 * KIB, 64 * KIB, MIB),
            List.of(1, 4, 16),
            List.of(1_000, 10_000),
            16);

    /** A result over HDFS: of small files one size, as all are much alike, and a longer warm-up, since they are slow. */
    public static final BrokerSizes FULL_HDFS = new BrokerSizes(
            FULL.rounds(),
            Duration.ofSeconds(60),
            FULL.clients(),
            FULL.largeFile(),
            FULL.smallCalls(),
            List.of(64 * KIB),
            FULL.smallFileClients(),
            FULL.listedFiles(),
            FULL.writersUnderPing());

    /** A result over S3, for which as much code has to be compiled as over HDFS. */
    public static final BrokerSizes FULL_S3 = new BrokerSizes(
            FULL.rounds(),
            FULL_HDFS.warmUp(),
            FULL.clients(),
            FULL.largeFile(),
            FULL.smallCalls(),
            List.of(64 * KIB),
            FULL.smallFileClients(),
            FULL.listedFiles(),
            FULL.writersUnderPing());

    /** An impression. */
    public static final BrokerSizes QUICK = new BrokerSizes(
            new Rounds(3, Duration.ofMillis(150), Duration.ofMillis(300)),
            Duration.ofSeconds(2),
            List.of(1, 4, 16),
            Transfer.of(16 * MIB, MIB),
            Transfer.of(MIB / 2, KIB),
            List.of(64 * KIB),
            List.of(1, 4),
            List.of(1_000),
            16);

    /** The same in other rounds. */
    public BrokerSizes with(Rounds others) {
        return new BrokerSizes(
                others,
                warmUp,
                clients,
                largeFile,
                smallCalls,
                smallFiles,
                smallFileClients,
                listedFiles,
                writersUnderPing);
    }

    /** The same with other numbers of clients. */
    public BrokerSizes by(List<Integer> others) {
        return new BrokerSizes(
                rounds,
                warmUp,
                others,
                largeFile,
                smallCalls,
                smallFiles,
                others,
                listedFiles,
                Collections.max(others));
    }

    /** The same with another large file. */
    public BrokerSizes with(Transfer other) {
        return new BrokerSizes(
                rounds,
                warmUp,
                clients,
                other,
                smallCalls,
                smallFiles,
                smallFileClients,
                listedFiles,
                writersUnderPing);
    }

    /** How much room the storage must have for what is there at once. */
    public long room() {
        int most = Math.max(
                writersUnderPing,
                clients.stream().mapToInt(Integer::intValue).max().orElseThrow());
        // Through the broker and directly; a file that is replaced is there twice.
        return 4L * most * largeFile.size() + (512L << 20);
    }
}
