package io.nineveh.bench.access;

import static io.nineveh.bench.access.BrokerConnection.check;

import io.nineveh.bench.load.Latencies;
import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerGetFileRequest;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import io.nineveh.thrift.TBrokerVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** The files of a broker, or of the ceiling, on a connection of its own. */
public final class BrokerAccess implements FileAccess {
    private static final TBrokerVersion VERSION = TBrokerVersion.VERSION_ONE;
    private static final String CLIENT = "bench";

    private final BrokerConnection connection;
    private final Storage storage;

    private BrokerAccess(BrokerConnection connection, Storage storage) {
        this.connection = connection;
        this.storage = storage;
    }

    public static BrokerAccess connect(InetSocketAddress address, Storage storage) throws IOException {
        return new BrokerAccess(BrokerConnection.to(address), storage);
    }

    private String path(String name) {
        return storage.directory().child(name).toString();
    }

    @Override
    public void write(String name, Transfer transfer, Latencies calls) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(transfer.callSize());
        TBrokerFD file = openWriter(path(name));
        for (int call = 0; call < transfer.calls(); call++) {
            long offset = transfer.offset(call);
            calls.time(() -> pwrite(file, offset, content));
        }
        closeWriter(file);
    }

    private TBrokerFD openWriter(String path) throws IOException {
        TBrokerOpenWriterResponse opened = connection.ask(
                "openWriter",
                client -> client.openWriter(new TBrokerOpenWriterRequest(
                        VERSION, path, TBrokerOpenMode.APPEND, CLIENT, storage.properties())));
        check("openWriter", opened.getOpStatus());
        return opened.getFd();
    }

    private void pwrite(TBrokerFD file, long offset, ByteBuffer content) throws IOException {
        TBrokerPWriteRequest request =
                new TBrokerPWriteRequest().setVersion(VERSION).setFd(file).setOffset(offset);
        // Not by the setter, which copies.
        request.data = content;
        connection.make("pwrite", client -> client.pwrite(request));
    }

    private void closeWriter(TBrokerFD file) throws IOException {
        connection.make("closeWriter", client -> client.closeWriter(new TBrokerCloseWriterRequest(VERSION, file)));
    }

    @Override
    public void read(String name, Transfer transfer, Latencies calls) throws IOException {
        TBrokerFD file = openReader(path(name));
        for (int call = 0; call < transfer.calls(); call++) {
            long offset = transfer.offset(call);
            calls.time(() -> pread(file, offset, transfer.callSize()));
        }
        closeReader(file);
    }

    private TBrokerFD openReader(String path) throws IOException {
        TBrokerOpenReaderResponse opened = connection.ask(
                "openReader",
                client -> client.openReader(
                        new TBrokerOpenReaderRequest(VERSION, path, 0, CLIENT, storage.properties())));
        check("openReader", opened.getOpStatus());
        return opened.getFd();
    }

    private void pread(TBrokerFD file, long offset, int size) throws IOException {
        connection.read("pread", size, client -> client.pread(new TBrokerPReadRequest(VERSION, file, offset, size)));
    }

    private void closeReader(TBrokerFD file) throws IOException {
        connection.make("closeReader", client -> client.closeReader(new TBrokerCloseReaderRequest(VERSION, file)));
    }

    @Override
    public void writeInSteps(String name, Content content) throws IOException {
        TBrokerFD file = openWriter(path(name + ".part"));
        pwrite(file, 0, content.bytes());
        closeWriter(file);
        rename(name + ".part", name);
    }

    @Override
    public void readInSteps(String name, int size) throws IOException {
        TBrokerFD file = openReader(path(name));
        pread(file, 0, size);
        closeReader(file);
    }

    @Override
    public void put(String name, Content content) throws IOException {
        TBrokerPutFileRequest request = new TBrokerPutFileRequest()
                .setVersion(VERSION)
                .setPath(path(name))
                .setMd5(content.md5().hex())
                .setProperties(storage.properties());
        request.data = content.bytes();
        connection.make("putFile", client -> client.putFile(request));
    }

    @Override
    public void get(String name, int size) throws IOException {
        connection.read(
                "getFile",
                size,
                client -> client.getFile(new TBrokerGetFileRequest(VERSION, path(name), size, storage.properties())));
    }

    @Override
    public void rename(String name, String newName) throws IOException {
        connection.make(
                "renamePath",
                client -> client.renamePath(
                        new TBrokerRenamePathRequest(VERSION, path(name), path(newName), storage.properties())));
    }

    @Override
    public int list(String directory) throws IOException {
        TBrokerListResponse answer = connection.ask(
                "listPath",
                client -> client.listPath(
                        new TBrokerListPathRequest(VERSION, path(directory + "/*"), false, storage.properties())));
        check("listPath", answer.getOpStatus());
        return answer.getFilesSize();
    }

    @Override
    public void delete(String name) throws IOException {
        delete(path(name), "deletePath");
    }

    /** Deletes the storage's directory. */
    public void clear() throws IOException {
        delete(storage.directory().toString(), "deletePath of all that was written");
    }

    private void delete(String path, String what) throws IOException {
        connection.make(
                what, client -> client.deletePath(new TBrokerDeletePathRequest(VERSION, path, storage.properties())));
    }

    public void ping() throws IOException {
        connection.make("ping", client -> client.ping(new TBrokerPingBrokerRequest(VERSION, CLIENT)));
    }

    @Override
    public void close() {
        connection.close();
    }
}
