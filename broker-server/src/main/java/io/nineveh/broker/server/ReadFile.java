package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.ChannelTransfer;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StreamedReading;
import java.util.Optional;

/** A file that is open for reading. */
final class ReadFile extends OpenFile {
    private final BrokerReader reader;
    private volatile Optional<ChannelTransfer> transfer;
    private volatile Optional<StreamedReading> streaming;

    ReadFile(BrokerReader reader, FileSystemUse use) {
        super(use);
        this.reader = reader;
        this.transfer = reader.capability(ChannelTransfer.class);
        this.streaming = reader.capability(StreamedReading.class);
    }

    BrokerReader reader() {
        return reader;
    }

    /** How the file is sent to a client without passing through memory; empty when it cannot be. */
    Optional<ChannelTransfer> transfer() {
        return transfer;
    }

    /** Whether a read at a position may be made in pieces. */
    boolean goesOnAt(long position) {
        return streaming.filter(reading -> reading.goesOnAt(position)).isPresent();
    }

    /** A transfer that fails leaves its client without an answer: from now on the file is read first, and failures told. */
    void transferFailed() {
        transfer = Optional.empty();
        streaming = Optional.empty();
    }

    @Override
    Location location() {
        return reader.location();
    }

    @Override
    void drop() throws StorageException {
        reader.close();
    }
}
