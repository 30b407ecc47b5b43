package io.nineveh.bench;

import io.nineveh.broker.api.Md5;
import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import io.nineveh.thrift.TBrokerService;
import io.nineveh.thrift.TBrokerVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;

/** One connection to a broker, or to the ceiling, with nothing between the calls and the wire. */
final class BrokerAccess implements FileAccess {
    private static final TBrokerVersion VERSION = TBrokerVersion.VERSION_ONE;
    private static final String CLIENT = "bench";

    private final TSocket socket;
    private final TBrokerService.Client client;
    private final Storage storage;

    private BrokerAccess(TSocket socket, Storage storage) {
        this.socket = socket;
        this.client = new TBrokerService.Client(new TBinaryProtocol(socket));
        this.storage = storage;
    }

    static BrokerAccess connect(InetSocketAddress address, Storage storage) throws IOException {
        try {
            TSocket socket = new TSocket(address.getHostString(), address.getPort());
            socket.open();
            return new BrokerAccess(socket, storage);
        } catch (TException e) {
            throw new IOException("cannot connect to the broker at %s; is it running?".formatted(address), e);
        }
    }

    /** Calls, whose failures are those of the transport. */
    private interface Calls {
        void make() throws TException, IOException;
    }

    private void make(String what, Calls calls) throws IOException {
        try {
            calls.make();
        } catch (TException e) {
            throw new IOException("%s failed: the connection to the broker broke".formatted(what), e);
        }
    }

    private String path(String name) {
        return storage.directory().child(name).toString();
    }

    @Override
    public void write(String name, BenchSizes sizes) throws IOException {
        make("write", () -> write(path(name), sizes.calls(), new byte[sizes.callSize()]));
    }

    private void write(String path, int calls, byte[] content) throws TException, IOException {
        TBrokerOpenWriterResponse opened = client.openWriter(
                new TBrokerOpenWriterRequest(VERSION, path, TBrokerOpenMode.APPEND, CLIENT, storage.properties()));
        check("openWriter", opened.getOpStatus());
        TBrokerFD file = opened.getFd();
        for (int call = 0; call < calls; call++) {
            TBrokerPWriteRequest request =
                    new TBrokerPWriteRequest().setVersion(VERSION).setFd(file).setOffset((long) call * content.length);
            // Not by the setter, which copies.
            request.data = ByteBuffer.wrap(content);
            check("pwrite", client.pwrite(request));
        }
        check("closeWriter", client.closeWriter(new TBrokerCloseWriterRequest(VERSION, file)));
    }

    @Override
    public void read(String name, BenchSizes sizes) throws IOException {
        make("read", () -> {
            TBrokerOpenReaderResponse opened = client.openReader(
                    new TBrokerOpenReaderRequest(VERSION, path(name), 0, CLIENT, storage.properties()));
            check("openReader", opened.getOpStatus());
            TBrokerFD file = opened.getFd();
            for (int call = 0; call < sizes.calls(); call++) {
                TBrokerReadResponse answer = client.pread(
                        new TBrokerPReadRequest(VERSION, file, (long) call * sizes.callSize(), sizes.callSize()));
                check("pread", answer.getOpStatus());
                if (answer.data.remaining() != sizes.callSize()) {
                    throw new IOException(
                            "pread gave %d bytes of %d".formatted(answer.data.remaining(), sizes.callSize()));
                }
            }
            check("closeReader", client.closeReader(new TBrokerCloseReaderRequest(VERSION, file)));
        });
    }

    @Override
    public void put(String name, BenchSizes sizes) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(sizes.smallFileSize());
        make(
                "putFile",
                () -> check(
                        "putFile",
                        client.putFile(new TBrokerPutFileRequest(
                                VERSION, path(name), content, Md5.of(content).hex(), storage.properties()))));
    }

    /** Writes a small file as clients of the compatible protocol do: to another name, which then is changed. */
    void putInSteps(String name, BenchSizes sizes) throws IOException {
        make("write and rename", () -> {
            write(path(name + ".part"), 1, new byte[sizes.smallFileSize()]);
            check(
                    "renamePath",
                    client.renamePath(new TBrokerRenamePathRequest(
                            VERSION, path(name + ".part"), path(name), storage.properties())));
        });
    }

    void ping() throws IOException {
        make("ping", () -> check("ping", client.ping(new TBrokerPingBrokerRequest(VERSION, CLIENT))));
    }

    /** Deletes the storage's directory. */
    void clear() throws IOException {
        make(
                "deletePath",
                () -> check(
                        "deletePath",
                        client.deletePath(new TBrokerDeletePathRequest(
                                VERSION, storage.directory().toString(), storage.properties()))));
    }

    private static void check(String what, TBrokerOperationStatus status) throws IOException {
        if (status.getStatusCode() != TBrokerOperationStatusCode.OK) {
            throw new IOException("%s failed: %s: %s".formatted(what, status.getStatusCode(), status.getMessage()));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
