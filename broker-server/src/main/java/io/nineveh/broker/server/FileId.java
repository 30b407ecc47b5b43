package io.nineveh.broker.server;

import java.util.UUID;

/** What names an open file: 128 random bits, so that nobody hits another client's by chance. */
record FileId(long high, long low) {

    static FileId random() {
        UUID random = UUID.randomUUID();
        return new FileId(random.getMostSignificantBits(), random.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
