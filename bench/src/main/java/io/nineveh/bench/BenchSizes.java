package io.nineveh.bench;

import java.util.List;

/**
 * How much is measured.
 *
 * @param fileSize of a large file, in bytes
 * @param callSize how many bytes one call carries
 * @param filesPerClient how many large files each client writes and reads
 * @param clients numbers of clients that work at once
 * @param smallFiles how many small files are written in each way
 * @param smallFileSize in bytes
 */
record BenchSizes(
        int fileSize,
        int callSize,
        int filesPerClient,
        List<Integer> clients,
        int smallFiles,
        int smallFileSize,
        int pings) {
    private static final int MEBIBYTE = 1 << 20;

    static final BenchSizes FULL = new BenchSizes(64 * MEBIBYTE, MEBIBYTE, 8, List.of(1, 4), 2_000, 16 << 10, 5_000);
    static final BenchSizes QUICK = new BenchSizes(16 * MEBIBYTE, MEBIBYTE, 2, List.of(1, 4), 200, 16 << 10, 500);

    int calls() {
        return fileSize / callSize;
    }
}
