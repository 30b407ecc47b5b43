package io.nineveh.demo;

import java.io.PrintStream;

/** What the reader of the demo sees. */
final class Console {
    private final PrintStream out;
    private int chapter;

    Console(PrintStream out) {
        this.out = out;
    }

    /** Begins a numbered part of the story. */
    void chapter(String title) {
        chapter++;
        out.printf("%n== %d. %s%n", chapter, title);
    }

    void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
    }

    /** Shows a statement before it is sent, cut where it is longer than a person reads. */
    void statement(String sql) {
        String shown = sql.length() > 1200 ? sql.substring(0, 120) + " ..." : sql;
        out.println();
        out.println("mysql> " + shown.replace("\n", "\n    -> "));
    }

    void table(ResultTable table) {
        out.print(table.format());
    }
}
