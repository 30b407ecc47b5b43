package io.nineveh.bench.broker;

import java.io.IOException;

/** Everything about a broker that is measured, in order. */
public enum Subjects {
    LARGE(new LargeFiles()),
    PWRITE(new SmallCalls()),
    SMALL(new SmallFiles()),
    LIST(new Listing()),
    RENAME(new Renaming()),
    PING(new Pinging()),
    BUSY(new PingingUnderWrites());

    @SuppressWarnings("ImmutableEnumChecker") // None of the subjects has a field.
    private final Subject subject;

    Subjects(Subject subject) {
        this.subject = subject;
    }

    void measure(Stage stage) throws IOException, InterruptedException {
        subject.measure(stage);
    }
}
