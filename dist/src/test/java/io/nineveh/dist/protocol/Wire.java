package io.nineveh.dist.protocol;

import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;

import io.nineveh.thrift.TBrokerCheckPathExistRequest;
import io.nineveh.thrift.TBrokerCheckPathExistResponse;
import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerFileSizeRequest;
import io.nineveh.thrift.TBrokerFileSizeResponse;
import io.nineveh.thrift.TBrokerIsSplittableRequest;
import io.nineveh.thrift.TBrokerIsSplittableResponse;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import io.nineveh.thrift.TBrokerSeekRequest;
import io.nineveh.thrift.TPaloBrokerService;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.commons.io.input.TeeInputStream;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TIOStreamTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * A client made of the compatible protocol's IDL alone, with one connection, and with no more patience than the clients in
 * the field have: a call that is not answered in time fails the test. For one thread at a time.
 */
final class Wire implements Closeable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int PATIENCE_FOR_CLOSING_MILLIS = 20_000;
    private static final int PATIENCE_FOR_PING_MILLIS = 500;

    private final TSocket socket;
    private final TTransport transport;
    private final TPaloBrokerService.Client client;
    private final String clientId;
    private final Map<String, String> properties;

    private Wire(TSocket socket, TTransport transport, String clientId, Map<String, String> properties) {
        this.socket = socket;
        this.transport = transport;
        this.client = new TPaloBrokerService.Client(new TBinaryProtocol(transport));
        this.clientId = clientId;
        this.properties = properties;
    }

    /** {@code properties} go with every request. */
    static Wire connect(int port, String clientId, Map<String, String> properties) throws TTransportException {
        TSocket socket = open(port);
        return new Wire(socket, socket, clientId, properties);
    }

    /** As {@link #connect}, and keeps a copy of every byte that the broker sends. */
    static Wire record(int port, String clientId, OutputStream copy) throws TException, IOException {
        TSocket socket = open(port);
        InputStream answers = new TeeInputStream(socket.getSocket().getInputStream(), copy);
        return new Wire(
                socket, new TIOStreamTransport(answers, socket.getSocket().getOutputStream()), clientId, Map.of());
    }

    private static TSocket open(int port) throws TTransportException {
        TSocket socket = new TSocket("127.0.0.1", port, PATIENCE_MILLIS);
        socket.open();
        return socket;
    }

    /** The same connection, for requests with other properties. */
    Wire with(Map<String, String> otherProperties) {
        return new Wire(socket, transport, clientId, otherProperties);
    }

    /** The connection itself, for bytes that the generated code would not send. */
    TTransport transport() {
        return transport;
    }

    TBrokerListPathRequest listing(String path) {
        return new TBrokerListPathRequest(VERSION_ONE, path, false, properties);
    }

    TBrokerListResponse listPath(TBrokerListPathRequest request) throws TException {
        return client.listPath(request);
    }

    TBrokerListResponse listPath(String pattern) throws TException {
        return client.listPath(listing(pattern));
    }

    TBrokerListResponse listLocatedFiles(TBrokerListPathRequest request) throws TException {
        return client.listLocatedFiles(request);
    }

    TBrokerIsSplittableResponse isSplittable(String path) throws TException {
        return client.isSplittable(new TBrokerIsSplittableRequest()
                .setVersion(VERSION_ONE)
                .setPath(path)
                .setInputFormat("text")
                .setProperties(properties));
    }

    TBrokerOperationStatus deletePath(String path) throws TException {
        return client.deletePath(new TBrokerDeletePathRequest(VERSION_ONE, path, properties));
    }

    TBrokerOperationStatus renamePath(String source, String target) throws TException {
        return client.renamePath(new TBrokerRenamePathRequest(VERSION_ONE, source, target, properties));
    }

    TBrokerCheckPathExistResponse checkPathExist(String path) throws TException {
        return client.checkPathExist(new TBrokerCheckPathExistRequest(VERSION_ONE, path, properties));
    }

    TBrokerFileSizeResponse fileSize(String path) throws TException {
        return client.fileSize(new TBrokerFileSizeRequest(VERSION_ONE, path).setProperties(properties));
    }

    TBrokerOpenReaderResponse openReader(String path, long startOffset) throws TException {
        return client.openReader(new TBrokerOpenReaderRequest(VERSION_ONE, path, startOffset, clientId, properties));
    }

    TBrokerReadResponse pread(TBrokerFD fd, long offset, long length) throws TException {
        return client.pread(new TBrokerPReadRequest(VERSION_ONE, fd, offset, length));
    }

    TBrokerOperationStatus seek(TBrokerFD fd, long offset) throws TException {
        return client.seek(new TBrokerSeekRequest(VERSION_ONE, fd, offset));
    }

    TBrokerOperationStatus closeReader(TBrokerFD fd) throws TException {
        return client.closeReader(new TBrokerCloseReaderRequest(VERSION_ONE, fd));
    }

    TBrokerOpenWriterResponse openWriter(String path) throws TException {
        return client.openWriter(
                new TBrokerOpenWriterRequest(VERSION_ONE, path, TBrokerOpenMode.APPEND, clientId, properties));
    }

    TBrokerOperationStatus pwrite(TBrokerFD fd, long offset, ByteBuffer data) throws TException {
        return client.pwrite(new TBrokerPWriteRequest(VERSION_ONE, fd, offset, data));
    }

    TBrokerOperationStatus closeWriter(TBrokerFD fd) throws TException {
        return patiently(
                PATIENCE_FOR_CLOSING_MILLIS, () -> client.closeWriter(new TBrokerCloseWriterRequest(VERSION_ONE, fd)));
    }

    TBrokerOperationStatus ping() throws TException {
        return patiently(
                PATIENCE_FOR_PING_MILLIS, () -> client.ping(new TBrokerPingBrokerRequest(VERSION_ONE, clientId)));
    }

    private interface Call {
        TBrokerOperationStatus make() throws TException;
    }

    private TBrokerOperationStatus patiently(int millis, Call call) throws TException {
        socket.setTimeout(millis);
        try {
            return call.make();
        } finally {
            socket.setTimeout(PATIENCE_MILLIS);
        }
    }

    /** Drops the connection, as a client that dies does. */
    @Override
    public void close() {
        socket.close();
    }
}
