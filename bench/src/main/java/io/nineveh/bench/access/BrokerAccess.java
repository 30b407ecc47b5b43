package io.nineveh.bench.access;

import static io.nineveh.bench.access.BrokerConnection.check;

import io.nineveh.bench.load.Latencies;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerGetFileRequest;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import io.nineveh.thrift.TBrokerVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** The files of a broker, or of the ceiling, on a connection of its own. */
public final class BrokerAccess implements FileAccess {
    static final TBrokerVersion VERSION = TBrokerVersion.VERSION_ONE;
    static final String CLIENT = "bench";

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

    public RemoteFile openWriter(String name) throws IOException {
        return RemoteFile.openWriter(connection, path(name), storage.properties());
    }

    public RemoteFile openReader(String name) throws IOException {
        return RemoteFile.openReader(connection, path(name), storage.properties());
    }

    @Override
    public void write(String name, Transfer transfer, Latencies calls) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(transfer.callSize());
        RemoteFile file = openWriter(name);
        for (int call = 0; call < transfer.calls(); call++) {
            long offset = transfer.offset(call);
            calls.time(() -> file.write(offset, content));
        }
        file.closeWriter();
    }

    @Override
    public void read(String name, Transfer transfer, Latencies calls) throws IOException {
        RemoteFile file = openReader(name);
        for (int call = 0; call < transfer.calls(); call++) {
            long offset = transfer.offset(call);
            calls.time(() -> file.read(offset, transfer.callSize()));
        }
        file.closeReader();
    }

    @Override
    public void writeInSteps(String name, Content content) throws IOException {
        RemoteFile file = openWriter(name + ".part");
        file.write(0, content.bytes());
        file.closeWriter();
        rename(name + ".part", name);
    }

    @Override
    public void readInSteps(String name, int size) throws IOException {
        RemoteFile file = openReader(name);
        file.read(0, size);
        file.closeReader();
    }

    @Override
    public void put(String name, Content content) throws IOException {
        TBrokerPutFileRequest request = new TBrokerPutFileRequest()
                .setVersion(VERSION)
                .setPath(path(name))
                .setMd5(content.md5().hex())
                .setProperties(storage.properties());
        // Not by the setter, which copies.
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
        deletePath(path(name));
    }

    /** Deletes the storage's directory. */
    public void clear() throws IOException {
        deletePath(storage.directory().toString());
    }

    private void deletePath(String path) throws IOException {
        connection.make(
                "deletePath",
                client -> client.deletePath(new TBrokerDeletePathRequest(VERSION, path, storage.properties())));
    }

    public void ping() throws IOException {
        connection.make("ping", client -> client.ping(new TBrokerPingBrokerRequest(VERSION, CLIENT)));
    }

    @Override
    public void close() {
        connection.close();
    }
}
