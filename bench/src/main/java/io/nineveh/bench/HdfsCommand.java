package io.nineveh.bench;

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
        new ServedStorageBenchmark(new ServedHdfs(), run, options)
                .measure(spec.commandLine().getOut());
        return 0;
    }
}
