package io.nineveh.bench.micro;

import io.nineveh.broker.api.Glob;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A pattern matched with a path, which is done for each file of a directory that is listed. */
@State(Scope.Benchmark)
public class GlobMatchBenchmark {
    private static final String JDK = "jdk";

    @Param({MicroBenchmark.OWN, JDK})
    private String via;

    private Predicate<String> glob = path -> false;

    @Setup
    public void read() {
        String pattern = "/warehouse/*/part-[0-9]*.{csv,parquet}";
        if (via.equals(JDK)) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            glob = path -> matcher.matches(Path.of(path));
        } else {
            glob = Glob.of(pattern)::matches;
        }
    }

    @Benchmark
    public boolean globMatch() {
        return glob.test("/warehouse/day=2026-01-15/part-000042.parquet");
    }
}
