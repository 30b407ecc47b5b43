package io.nineveh.bench;

import io.nineveh.bench.access.DirectStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Ways;
import io.nineveh.bench.broker.BrokerBenchmark;
import io.nineveh.bench.broker.BrokerSizes;
import io.nineveh.bench.report.Table;
import io.nineveh.bench.setup.BrokerProcess;
import io.nineveh.bench.setup.CleanUp;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.bench.setup.Workplace;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Measures a broker over a storage of some kind, next to the storage's own client. */
record ServedStorageBenchmark(ServedStorage kind, RunOptions run, BrokerOptions options) {

    /** Measures over a storage that is there already, where one is named, else over one of its own. */
    void measure(PrintWriter out) throws Exception {
        Output output = new Output(out);
        BrokerBenchmark benchmark = options.benchmark(run.choose(BrokerSizes.QUICK, kind.sizes()), output::add);
        Optional<Storage> storage = options.storage();
        if (storage.isPresent()) {
            measureAt(storage.get().ofThisRun(), benchmark, output);
        } else {
            measureOwn(benchmark, output);
        }
        output.end(Table.goals(kind.goals(), output.results()));
        run.save(output.results());
    }

    private void measureOwn(BrokerBenchmark benchmark, Output output) throws Exception {
        try (Workplace workplace = options.workplace(benchmark.sizes().room() + kind.room());
                ServerProcess server = kind.start(workplace.path())) {
            output.begin("storage: %s of its own in %s".formatted(kind.title(), workplace.describe()));
            Storage storage = kind.storage(server);
            try (DirectStorage direct = kind.reach(storage)) {
                benchmark.ofOwnBroker(options.plugins(), storage, direct.way(), workplace.path());
            }
        }
    }

    private void measureAt(Storage storage, BrokerBenchmark benchmark, Output output) throws Exception {
        Optional<InetSocketAddress> running = options.broker();
        output.begin("storage: %s, behind %s"
                .formatted(
                        storage,
                        running.map(address -> "the broker at " + address).orElse("a broker of its own")));
        try (Workplace workplace = options.workplace(0);
                DirectStorage direct = kind.reach(storage)) {
            try {
                if (running.isPresent()) {
                    benchmark.ofRunningBroker(
                            Ways.through(Ways.BROKER, running.get(), Optional.empty(), storage),
                            storage,
                            direct.way(),
                            workplace.path());
                } else {
                    measureOwnBroker(storage, direct, benchmark, workplace);
                }
            } finally {
                CleanUp.run(direct::clear);
            }
        }
    }

    private void measureOwnBroker(Storage storage, DirectStorage direct, BrokerBenchmark benchmark, Workplace workplace)
            throws Exception {
        try (ServerProcess broker =
                BrokerProcess.start(options.plugins().toRealPath(), storage.pluginSettings(), workplace.path())) {
            benchmark.ofRunningBroker(
                    Ways.through(Ways.BROKER, broker.address(), Optional.of(broker.handle()), storage),
                    storage,
                    direct.way(),
                    workplace.path());
        }
    }
}
