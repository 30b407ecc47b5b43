package io.nineveh.bench.broker;

import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.load.Client;
import io.nineveh.bench.load.Latencies;
import java.io.IOException;

/** A client that writes a file call by call, in place of the one that it wrote before. */
record FileWriting(FileAccess access, String name, Transfer transfer) implements Client {
    @Override
    public void step(Latencies calls) throws IOException {
        access.write(name, transfer, calls);
    }

    @Override
    public void close() throws IOException {
        access.close();
    }
}
