package io.nineveh.bench.micro;

import io.nineveh.broker.api.Glob;
import io.nineveh.broker.api.Location;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is read of each call that names a path, and of each that lists. */
@State(Scope.Benchmark)
public class LocationBenchmark {
    // Not final: a constant would be read before the benchmark.
    private String location = "hdfs://namenode:8020/warehouse/day=2026-01-15/part-000042.parquet";
    private String pattern = "/warehouse/*/part-[0-9]*.{csv,parquet}";

    @Benchmark
    public Location locationParse() {
        return Location.of(location);
    }

    @Benchmark
    public Glob globParse() {
        return Glob.of(pattern);
    }
}
