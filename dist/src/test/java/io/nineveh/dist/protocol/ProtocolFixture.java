package io.nineveh.dist.protocol;

import static io.nineveh.thrift.TBrokerOperationStatusCode.FILE_NOT_FOUND;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import io.nineveh.thrift.TBrokerReadResponse;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.thrift.TException;

/** What the parts of the protocol's contract work with: connections, a place in the storage, and the steps that they share. */
final class ProtocolFixture implements Closeable {
    static final int CHUNK = 1 << 20;

    private final Brokers brokers;
    private final Storage storage;
    private final String root;
    private final List<Wire> connections = new ArrayList<>();
    private final List<TBrokerFD> readers = new ArrayList<>();
    private final Wire wire;

    ProtocolFixture(Brokers brokers, Storage storage, String root) throws TException {
        this.brokers = brokers;
        this.storage = storage;
        this.root = root;
        this.wire = connect();
    }

    Storage storage() {
        return storage;
    }

    /** The test's first connection. */
    Wire wire() {
        return wire;
    }

    /** One more connection, closed after the test. */
    Wire connect() throws TException {
        return connect(brokers.patient(), "protocol-test:1");
    }

    /** A connection to the broker that soon forgets clients. */
    Wire connectToForgetful(String clientId) throws TException {
        return connect(brokers.forgetful(), clientId);
    }

    private Wire connect(RunningBroker broker, String clientId) throws TException {
        Wire connected = Wire.connect(broker.port(), clientId, storage.properties());
        connections.add(connected);
        return connected;
    }

    String root() {
        return root;
    }

    /** A location below the test's own. */
    String at(String relativePath) {
        return root + "/" + relativePath;
    }

    /** The same bytes for the same arguments. */
    static byte[] content(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    TBrokerFD openWriter(String relativePath) throws TException {
        return opened(wire.openWriter(at(relativePath)));
    }

    static TBrokerFD opened(TBrokerOpenWriterResponse response) {
        assertOk(response.getOpStatus());
        return response.getFd();
    }

    /** Closed after the test, if not before. */
    TBrokerFD openReader(String relativePath) throws TException {
        TBrokerFD fd = opened(wire.openReader(at(relativePath), 0));
        readers.add(fd);
        return fd;
    }

    static TBrokerFD opened(TBrokerOpenReaderResponse response) {
        assertOk(response.getOpStatus());
        return response.getFd();
    }

    /** Writes from an offset on, in writes of 1 MiB. */
    void append(TBrokerFD writer, long offset, byte[] content) throws TException {
        for (int start = 0; start < content.length; start += CHUNK) {
            int length = Math.min(CHUNK, content.length - start);
            assertOk(wire.pwrite(writer, offset + start, ByteBuffer.wrap(content, start, length)));
        }
    }

    void put(String relativePath, byte[] content) throws TException {
        TBrokerFD writer = openWriter(relativePath);
        append(writer, 0, content);
        assertOk(wire.closeWriter(writer));
    }

    void putAll(String... relativePaths) throws TException {
        for (String path : relativePaths) {
            put(path, new byte[] {1});
        }
    }

    /** The whole file, in reads of 1 MiB. */
    byte[] get(String relativePath) throws TException {
        TBrokerFD reader = opened(wire.openReader(at(relativePath), 0));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        TBrokerReadResponse read = wire.pread(reader, 0, CHUNK);
        while (read.getOpStatus().getStatusCode() == OK && read.getData().length > 0) {
            content.writeBytes(read.getData());
            read = wire.pread(reader, content.size(), CHUNK);
        }
        assertOk(wire.closeReader(reader));
        return content.toByteArray();
    }

    /** What a pattern matches, relative to the root; each must be spelled like it. */
    List<String> list(String relativePattern) throws TException {
        return relative(wire.listPath(at(relativePattern)));
    }

    /** All files below a path, relative to the root. */
    List<String> filesBelow(String relativePath) throws TException {
        return relative(wire.listLocatedFiles(
                wire.listing(at(relativePath)).setIsRecursive(true).setOnlyFiles(true)));
    }

    List<String> relative(TBrokerListResponse response) {
        String prefix = root + "/";
        List<String> paths = paths(response);
        assertThat(paths).allMatch(path -> path.startsWith(prefix), "begins with " + prefix);
        return paths.stream().map(path -> path.substring(prefix.length())).toList();
    }

    static List<String> paths(TBrokerListResponse response) {
        assertOk(response.getOpStatus());
        return response.getFiles().stream().map(TBrokerFileStatus::getPath).toList();
    }

    boolean exists(String relativePath) throws TException {
        var response = wire.checkPathExist(at(relativePath));
        assertOk(response.getOpStatus());
        return response.isIsPathExist();
    }

    /** No call finds it. */
    void assertAbsent(String relativePath) throws TException {
        assertThat(exists(relativePath)).isFalse();
        assertThat(list(relativePath)).isEmpty();
        assertThat(filesBelow(relativePath)).isEmpty();
        String path = at(relativePath);
        assertRefused(FILE_NOT_FOUND, path, wire.openReader(path, 0).getOpStatus());
        assertRefused(FILE_NOT_FOUND, path, wire.fileSize(path).getOpStatus());
        assertRefused(FILE_NOT_FOUND, path, wire.isSplittable(path).getOpStatus());
    }

    /** Every call finds it, as a file with this content. */
    void assertContent(String relativePath, byte[] content) throws TException {
        assertThat(exists(relativePath)).isTrue();
        assertThat(wire.fileSize(at(relativePath)).getFileSize()).isEqualTo(content.length);
        assertThat(filesBelow(relativePath)).containsExactly(relativePath);
        assertThat(Arrays.equals(get(relativePath), content))
                .as("the content of %s is what was written", relativePath)
                .isTrue();
    }

    static void assertOk(TBrokerOperationStatus status) {
        assertThat(status.getStatusCode()).as(status.getMessage()).isEqualTo(OK);
    }

    static void assertStatus(TBrokerOperationStatusCode code, TBrokerOperationStatus status) {
        assertThat(status.getStatusCode()).as(status.getMessage()).isEqualTo(code);
        assertThat(status.getMessage()).isNotBlank();
    }

    /** As {@link #assertStatus}; the message names the path, too. */
    static void assertRefused(TBrokerOperationStatusCode code, String path, TBrokerOperationStatus status) {
        assertStatus(code, status);
        assertThat(status.getMessage()).contains(path);
    }

    @Override
    public void close() {
        try {
            for (TBrokerFD reader : readers) {
                assertOk(wire.closeReader(reader));
            }
        } catch (TException e) {
            throw new AssertionError("readers of the test do not close", e);
        } finally {
            connections.forEach(Wire::close);
        }
    }
}
