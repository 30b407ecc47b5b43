package io.nineveh.bench;

import io.nineveh.bench.access.PluginStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.broker.BrokerBenchmark;
import io.nineveh.bench.broker.BrokerGoals;
import io.nineveh.bench.broker.BrokerSizes;
import io.nineveh.bench.report.Table;
import io.nineveh.bench.setup.Workplace;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench broker}. */
@Command(
        name = "broker",
        description =
                "Measures a broker over local disks, next to the disks themselves and to a Thrift server that does"
                        + " nothing.",
        mixinStandardHelpOptions = true)
final class BrokerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Mixin
    private BrokerOptions options;

    @Override
    public Integer call() throws Exception {
        Output output = new Output(spec.commandLine().getOut());
        BrokerBenchmark benchmark = options.benchmark(run.choose(BrokerSizes.QUICK, BrokerSizes.FULL), output::add);
        Optional<Storage> storage = options.storage();
        Optional<InetSocketAddress> broker = options.broker();
        if (storage.isPresent()) {
            measureRunning(
                    benchmark,
                    storage.get(),
                    broker.orElseThrow(() -> options.wrong("--location needs --broker: the one that writes there")),
                    output);
        } else {
            measureOwn(benchmark, output);
        }
        output.end(Table.goals(BrokerGoals.ALL, output.results()));
        run.save(output.results());
        return 0;
    }

    private void measureOwn(BrokerBenchmark benchmark, Output output) throws Exception {
        try (Workplace workplace = options.workplace(benchmark.sizes().room())) {
            output.begin("storage: " + workplace.describe());
            Path data = Files.createDirectory(workplace.path().resolve("data"));
            Storage storage = Storage.local(data.toRealPath());
            try (PluginStorage direct = PluginStorage.open(options.plugins(), storage)) {
                benchmark.ofOwnBroker(options.plugins(), storage, direct.way(), workplace.path());
            }
        }
    }

    private void measureRunning(BrokerBenchmark benchmark, Storage storage, InetSocketAddress address, Output output)
            throws Exception {
        output.begin("storage: %s, behind the broker at %s".formatted(storage, address));
        try (Workplace workplace = options.workplace(0)) {
            benchmark.ofRunningBroker(address, storage, workplace.path());
        }
    }
}
