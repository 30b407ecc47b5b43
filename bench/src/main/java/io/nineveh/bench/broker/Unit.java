package io.nineveh.bench.broker;

/** What is counted. */
enum Unit {
    MIB("MiB/s", "us/MiB"),
    FILES("files/s", "us/file"),
    CALLS("calls/s", "us/call");

    private final String perSecond;
    private final String microseconds;

    Unit(String perSecond, String microseconds) {
        this.perSecond = perSecond;
        this.microseconds = microseconds;
    }

    /** The unit of a rate. */
    String perSecond() {
        return perSecond;
    }

    /** The unit of what one costs. */
    String microseconds() {
        return microseconds;
    }
}
