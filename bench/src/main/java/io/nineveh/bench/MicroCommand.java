package io.nineveh.bench;

import io.nineveh.bench.micro.MicroBenchmark;
import io.nineveh.bench.micro.MicroSizes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench micro}. */
@Command(
        name = "micro",
        description = "Measures code that runs once or more for each call of a broker.",
        mixinStandardHelpOptions = true)
final class MicroCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws Exception {
        Output output = new Output(spec.commandLine().getOut());
        output.begin();
        new MicroBenchmark(options.choose(MicroSizes.QUICK, MicroSizes.FULL), output::add).run();
        options.save(output.results());
        return 0;
    }
}
