package io.nineveh.broker.api;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** The ability of a reader to send bytes of its file straight to a channel, without moving them through anybody's memory. */
public interface ChannelTransfer {

    /**
     * Sends bytes from a position on. The range lies within the file.
     *
     * @param target in blocking mode; stays open
     * @throws StorageException when the file cannot be read
     * @throws IOException when the target takes no more. In both cases some of the bytes may have been sent.
     */
    void transfer(long position, long count, WritableByteChannel target) throws IOException;
}
