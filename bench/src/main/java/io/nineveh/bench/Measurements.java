package io.nineveh.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The measurements, each of one way. All but the first call of each are what is counted: the first one warms up. */
final class Measurements {
    private static final double MEBIBYTE = 1 << 20;

    private final BenchSizes sizes;

    Measurements(BenchSizes sizes) {
        this.sizes = sizes;
    }

    Row write(Way way, int clients) throws IOException, InterruptedException {
        warmUp(way);
        double seconds = Timing.secondsOfAll(clients, client -> {
            try (FileAccess access = way.open()) {
                for (int file = 0; file < sizes.filesPerClient(); file++) {
                    access.write(largeFile(way, client, file), sizes);
                }
            }
        });
        return throughput("write", way, clients, seconds);
    }

    /** Reads what {@link #write} with the same arguments has written. */
    Row read(Way way, int clients) throws IOException, InterruptedException {
        warmUp(way);
        double seconds = Timing.secondsOfAll(clients, client -> {
            try (FileAccess access = way.open()) {
                for (int file = 0; file < sizes.filesPerClient(); file++) {
                    access.read(largeFile(way, client, file), sizes);
                }
            }
        });
        return throughput("read", way, clients, seconds);
    }

    Row put(Way way) throws IOException, InterruptedException {
        try (FileAccess access = way.open()) {
            access.put("warm-up", sizes);
            return smallFiles(way.name(), "put", file -> access.put(smallFile(way, "put", file), sizes));
        }
    }

    Row putInSteps(BrokerAccess broker) throws IOException, InterruptedException {
        broker.putInSteps("warm-up-in-steps", sizes);
        return smallFiles(
                "broker", "open,pwrite,close,rename", file -> broker.putInSteps("small-in-steps-" + file, sizes));
    }

    Row ping(String way, BrokerAccess access) throws IOException {
        access.ping();
        double median = Timing.medianMilliseconds(sizes.pings(), number -> access.ping());
        return new Row("ping", params("via", way, "statistic", "median"), median, "ms", OptionalDouble.empty());
    }

    private void warmUp(Way way) throws IOException {
        try (FileAccess access = way.open()) {
            access.write("warm-up-" + way.name(), sizes);
            access.read("warm-up-" + way.name(), sizes);
        }
    }

    private Row throughput(String benchmark, Way way, int clients, double seconds) {
        double amount = (double) sizes.fileSize() * sizes.filesPerClient() * clients / MEBIBYTE;
        Map<String, String> params = params("via", way.name(), "clients", Integer.toString(clients));
        params.put("file", kibibytes(sizes.fileSize()));
        params.put("call", kibibytes(sizes.callSize()));
        return new Row(benchmark, params, amount / seconds, "MiB/s", OptionalDouble.empty());
    }

    private Row smallFiles(String way, String by, Timing.Work one) throws IOException, InterruptedException {
        double seconds = Timing.secondsOfAll(1, client -> {
            for (int file = 0; file < sizes.smallFiles(); file++) {
                one.run(file);
            }
        });
        Map<String, String> params = params("via", way, "by", by);
        params.put("file", kibibytes(sizes.smallFileSize()));
        return new Row("small-files", params, sizes.smallFiles() / seconds, "files/s", OptionalDouble.empty());
    }

    private static Map<String, String> params(String first, String is, String second, String isToo) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put(first, is);
        params.put(second, isToo);
        return params;
    }

    private static String largeFile(Way way, int client, int file) {
        return "large-%s-%d-%d".formatted(way.name(), client, file);
    }

    private static String smallFile(Way way, String by, int file) {
        return "small-%s-%s-%d".formatted(way.name(), by, file);
    }

    private static String kibibytes(int bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
    }
}
