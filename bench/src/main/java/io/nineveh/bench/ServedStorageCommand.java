package io.nineveh.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures a broker over a storage that servers of its own make. */
abstract class ServedStorageCommand implements Callable<Integer> {
    private final ServedStorage kind;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Mixin
    private BrokerOptions options;

    ServedStorageCommand(ServedStorage kind) {
        this.kind = kind;
    }

    @Override
    public final Integer call() throws Exception {
        new ServedStorageBenchmark(kind, run, options)
                .measure(spec.commandLine().getOut());
        return 0;
    }
}
