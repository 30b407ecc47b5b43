package io.nineveh.broker.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.Closeable;
import java.util.List;

/** What Java and the operating system say of the process: memory, garbage collection, threads, CPU, files, uptime. */
final class ProcessMetrics implements Closeable {
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final ProcessorMetrics processor = new ProcessorMetrics();

    ProcessMetrics(MeterRegistry registry) {
        List<MeterBinder> all = List.of(
                collections,
                processor,
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        all.forEach(binder -> binder.bindTo(registry));
    }

    /** Stops listening to the garbage collector. */
    @Override
    public void close() {
        collections.close();
    }
}
