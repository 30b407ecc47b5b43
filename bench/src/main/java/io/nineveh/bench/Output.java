package io.nineveh.bench;

import io.nineveh.bench.report.Result;
import io.nineveh.bench.report.Table;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a command prints while it measures: a table that grows line by line. */
final class Output {
    private final PrintWriter out;
    private final List<Result> results = new ArrayList<>();

    Output(PrintWriter out) {
        this.out = out;
    }

    /** Says what machine it is, and how busy others keep it. */
    static String machine() {
        return "machine: %d processors, Java %s, load %s before the start"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        String.format(
                                Locale.ROOT,
                                "%.1f",
                                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    /** Prints lines above the table, and its header. */
    void begin(String... lines) {
        out.println(machine());
        for (String line : lines) {
            out.println(line);
        }
        out.println();
        print(Table.header());
    }

    /** Adds a line to the table. */
    void add(Result result) {
        results.add(result);
        print(Table.line(result));
    }

    List<Result> results() {
        return List.copyOf(results);
    }

    /** Prints lines below the table. */
    void end(String lines) {
        out.println();
        print(lines);
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
