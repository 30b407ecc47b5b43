package io.nineveh.bench;

import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.broker.BrokerBenchmark;
import io.nineveh.bench.broker.BrokerSizes;
import io.nineveh.bench.broker.Subjects;
import io.nineveh.bench.report.Result;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The options of every benchmark of a broker. */
final class BrokerOptions extends MeasurementOptions {
    @Option(
            names = "--only",
            paramLabel = "SUBJECT",
            split = ",",
            description = "Measures only these: ${COMPLETION-CANDIDATES}.")
    private Set<Subjects> only = EnumSet.allOf(Subjects.class);

    /** A benchmark of what is to be measured, as much of it as there shall be. */
    BrokerBenchmark benchmark(BrokerSizes sizes, Consumer<Result> results) {
        return new BrokerBenchmark(EnumSet.copyOf(only), ofLargeFile(byClients(inRounds(sizes))), results);
    }

    private BrokerSizes inRounds(BrokerSizes sizes) {
        return rounds().map(number -> sizes.with(sizes.rounds().times(number))).orElse(sizes);
    }

    private BrokerSizes byClients(BrokerSizes sizes) {
        return clients().isEmpty() ? sizes : sizes.by(clients());
    }

    private BrokerSizes ofLargeFile(BrokerSizes sizes) {
        return largeFile()
                .map(size -> sizes.with(Transfer.of(size, sizes.largeFile().callSize())))
                .orElse(sizes);
    }
}
