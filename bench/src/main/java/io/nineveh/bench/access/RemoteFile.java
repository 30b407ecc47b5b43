package io.nineveh.bench.access;

import static io.nineveh.bench.access.BrokerConnection.check;

import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** A file that is open at a broker, for reading or for writing. */
public final class RemoteFile {
    private final BrokerConnection connection;
    private final TBrokerFD fd;

    private RemoteFile(BrokerConnection connection, TBrokerFD fd) {
        this.connection = connection;
        this.fd = fd;
    }

    static RemoteFile openWriter(BrokerConnection connection, String path, Map<String, String> properties)
            throws IOException {
        TBrokerOpenWriterResponse opened = connection.ask(
                "openWriter",
                client -> client.openWriter(new TBrokerOpenWriterRequest(
                        BrokerAccess.VERSION, path, TBrokerOpenMode.APPEND, BrokerAccess.CLIENT, properties)));
        check("openWriter", opened.getOpStatus());
        return new RemoteFile(connection, opened.getFd());
    }

    static RemoteFile openReader(BrokerConnection connection, String path, Map<String, String> properties)
            throws IOException {
        TBrokerOpenReaderResponse opened = connection.ask(
                "openReader",
                client -> client.openReader(
                        new TBrokerOpenReaderRequest(BrokerAccess.VERSION, path, 0, BrokerAccess.CLIENT, properties)));
        check("openReader", opened.getOpStatus());
        return new RemoteFile(connection, opened.getFd());
    }

    /** One pwrite of all that the array behind the content holds. */
    public void write(long offset, ByteBuffer content) throws IOException {
        TBrokerPWriteRequest request = new TBrokerPWriteRequest()
                .setVersion(BrokerAccess.VERSION)
                .setFd(fd)
                .setOffset(offset);
        // Not by the setter, which copies.
        request.data = content;
        connection.make("pwrite", client -> client.pwrite(request));
    }

    /** One pread, which must give so many bytes. */
    public void read(long offset, int size) throws IOException {
        connection.read(
                "pread", size, client -> client.pread(new TBrokerPReadRequest(BrokerAccess.VERSION, fd, offset, size)));
    }

    void closeWriter() throws IOException {
        connection.make(
                "closeWriter", client -> client.closeWriter(new TBrokerCloseWriterRequest(BrokerAccess.VERSION, fd)));
    }

    void closeReader() throws IOException {
        connection.make(
                "closeReader", client -> client.closeReader(new TBrokerCloseReaderRequest(BrokerAccess.VERSION, fd)));
    }
}
