package io.nineveh.bench.broker;

import java.io.IOException;

/** One thing about a broker that is measured, next to its references. */
interface Subject {

    /** Measures, and leaves no file. */
    void measure(Stage stage) throws IOException, InterruptedException;
}
