package io.nineveh.broker.client;

import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import io.nineveh.thrift.TBrokerGetFileRequest;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import java.nio.ByteBuffer;
import java.util.Map;

/** Whole files in one round trip, at a broker with the extension. */
final class RemoteWholeFiles implements WholeFilePut, WholeFileGet {
    private final BrokerClient broker;
    private final RemoteFileSystem fileSystem;
    private final Map<String, String> properties;

    RemoteWholeFiles(BrokerClient broker, RemoteFileSystem fileSystem, Map<String, String> properties) {
        this.broker = broker;
        this.fileSystem = fileSystem;
        this.properties = properties;
    }

    /** 0 as long as the broker cannot be asked. */
    @Override
    public long largestPut() {
        try {
            return broker.describe().largestPut();
        } catch (StorageException e) {
            return 0;
        }
    }

    @Override
    public void put(Location location, ByteBuffer data, Md5 md5) throws StorageException {
        String what = "put " + fileSystem.check(location);
        long largest = broker.describe().largestPut();
        if (data.remaining() > largest) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT,
                    location,
                    "%d bytes are more than the %d that the broker takes at once".formatted(data.remaining(), largest));
        }
        TBrokerPutFileRequest request = new TBrokerPutFileRequest()
                .setVersion(VERSION_ONE)
                .setPath(location.toString())
                .setMd5(md5.hex())
                .setProperties(properties);
        request.data = data.hasArray() ? data.slice() : copy(data);
        TBrokerOperationStatus status =
                RemoteFileSystem.call(what, () -> broker.calls().call(what, client -> client.putFile(request)));
        Answers.check(what, status);
        data.position(data.limit());
    }

    @Override
    public byte[] get(Location location, int maxLength) throws StorageException {
        String what = "get " + fileSystem.check(location);
        TBrokerGetFileRequest request =
                new TBrokerGetFileRequest(VERSION_ONE, location.toString(), maxLength, properties);
        TBrokerReadResponse response =
                RemoteFileSystem.call(what, () -> broker.calls().read(what, client -> client.getFile(request)));
        Answers.check(what, response.getOpStatus());
        if (!response.isSetData()) {
            throw new StorageException(Kind.STORAGE_ERROR, location, "the broker answers without content");
        }
        return response.getData();
    }

    private static ByteBuffer copy(ByteBuffer data) {
        return ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip();
    }
}
