package io.nineveh.bench;

import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Ways;
import io.nineveh.bench.broker.BrokerBenchmark;
import io.nineveh.bench.broker.BrokerSizes;
import io.nineveh.bench.broker.HdfsGoals;
import io.nineveh.bench.hdfs.HadoopStorage;
import io.nineveh.bench.hdfs.HdfsServer;
import io.nineveh.bench.report.Table;
import io.nineveh.bench.setup.BrokerProcess;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.bench.setup.Workplace;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench hdfs}. */
@Command(
        name = "hdfs",
        description =
                "Measures a broker over HDFS, next to Hadoop's own client and to a Thrift server that does nothing.",
        mixinStandardHelpOptions = true)
final class HdfsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Mixin
    private BrokerOptions options;

    @Override
    public Integer call() throws Exception {
        Output output = new Output(spec.commandLine().getOut());
        BrokerBenchmark benchmark =
                options.benchmark(run.choose(BrokerSizes.QUICK, BrokerSizes.FULL_HDFS), output::add);
        Optional<Storage> storage = options.storage();
        if (storage.isPresent()) {
            measureAt(storage.get().ofThisRun(), benchmark, output);
        } else {
            measureOwn(benchmark, output);
        }
        output.end(Table.goals(HdfsGoals.ALL, output.results()));
        run.save(output.results());
        return 0;
    }

    private void measureOwn(BrokerBenchmark benchmark, Output output) throws Exception {
        try (Workplace workplace = options.workplace(benchmark.sizes().room() + HdfsServer.ROOM);
                ServerProcess server = HdfsServer.start(workplace.path())) {
            output.begin("storage: an HDFS of its own in " + workplace.describe());
            Storage storage = HdfsServer.storage(server);
            try (HadoopStorage direct = HadoopStorage.make(storage)) {
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
                HadoopStorage direct = HadoopStorage.make(storage)) {
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
                HadoopStorage.clear(storage);
            }
        }
    }

    private void measureOwnBroker(Storage storage, HadoopStorage direct, BrokerBenchmark benchmark, Workplace workplace)
            throws Exception {
        try (ServerProcess broker = BrokerProcess.start(options.plugins().toRealPath(), Map.of(), workplace.path())) {
            benchmark.ofRunningBroker(
                    Ways.through(Ways.BROKER, broker.address(), Optional.of(broker.handle()), storage),
                    storage,
                    direct.way(),
                    workplace.path());
        }
    }
}
