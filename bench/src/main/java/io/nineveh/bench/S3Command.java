package io.nineveh.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench s3}. */
@Command(
        name = "s3",
        description =
                "Measures a broker over S3, next to Amazon's own client and to a Thrift server that does nothing.",
        mixinStandardHelpOptions = true)
final class S3Command implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Mixin
    private BrokerOptions options;

    @Override
    public Integer call() throws Exception {
        new ServedStorageBenchmark(new ServedS3(), run, options)
                .measure(spec.commandLine().getOut());
        return 0;
    }
}
