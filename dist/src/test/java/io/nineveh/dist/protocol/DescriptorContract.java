package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.assertStatus;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.dist.protocol.ProtocolFixture.opened;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerReadResponse;
import java.nio.ByteBuffer;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** An fd belongs to no connection, and serves only what it was opened for. */
interface DescriptorContract {
    ProtocolFixture protocol();

    @Test
    default void anFdIsUsedFromAnyConnection() throws TException {
        byte[] content = content(300, 1);
        Wire one = protocol().connect();
        TBrokerFD writer = opened(one.openWriter(protocol().at("file")));
        assertOk(one.pwrite(writer, 0, ByteBuffer.wrap(content, 0, 100)));
        one.close();
        Wire two = protocol().connect();
        assertOk(two.pwrite(writer, 0, ByteBuffer.wrap(content, 0, 100)));
        assertOk(two.pwrite(writer, 100, ByteBuffer.wrap(content, 100, 200)));
        two.close();
        Wire three = protocol().connect();
        assertOk(three.closeWriter(writer));
        protocol().assertContent("file", content);

        TBrokerFD reader = opened(three.openReader(protocol().at("file"), 0));
        three.close();
        assertThat(protocol().wire().pread(reader, 0, 300).getData()).isEqualTo(content);
        assertOk(protocol().connect().closeReader(reader));
        assertUnknown(protocol().wire().pread(reader, 0, 300).getOpStatus());
    }

    @Test
    default void anUnknownFdIsTold() throws TException {
        TBrokerFD unknown = new TBrokerFD(0x0123456789ABCDEFL, -1);
        TBrokerReadResponse read = protocol().wire().pread(unknown, 0, 10);
        assertUnknown(read.getOpStatus());
        assertThat(read.isSetData()).isTrue();
        assertThat(read.getData()).isEmpty();
        assertUnknown(protocol().wire().pwrite(unknown, 0, ByteBuffer.wrap(new byte[10])));
        assertUnknown(protocol().wire().closeReader(unknown));
        assertUnknown(protocol().wire().closeWriter(unknown));
    }

    private static void assertUnknown(TBrokerOperationStatus status) {
        assertStatus(TARGET_STORAGE_SERVICE_ERROR, status);
        assertThat(status.getMessage()).startsWith("the fd is not owned by client");
    }

    @Test
    default void aClosedFdIsUnknownButClosedAgain() throws TException {
        protocol().put("file", content(100, 1));
        TBrokerFD reader = protocol().openReader("file");
        assertOk(protocol().wire().closeReader(reader));
        assertOk(protocol().wire().closeReader(reader));
        assertUnknown(protocol().wire().pread(reader, 0, 10).getOpStatus());

        TBrokerFD writer = protocol().openWriter("other");
        assertOk(protocol().wire().closeWriter(writer));
        assertUnknown(protocol().wire().pwrite(writer, 0, ByteBuffer.wrap(new byte[10])));
    }

    @Test
    default void aReadersFdDoesNotWriteNorAWritersRead() throws TException {
        protocol().put("file", content(100, 1));
        TBrokerFD reader = protocol().openReader("file");
        TBrokerFD writer = protocol().openWriter("new");

        assertStatus(INVALID_ARGUMENT, protocol().wire().pwrite(reader, 0, ByteBuffer.wrap(new byte[10])));
        assertStatus(INVALID_ARGUMENT, protocol().wire().closeWriter(reader));
        assertStatus(INVALID_ARGUMENT, protocol().wire().pread(writer, 0, 10).getOpStatus());
        assertStatus(INVALID_ARGUMENT, protocol().wire().closeReader(writer));

        assertThat(protocol().wire().pread(reader, 0, 100).getData()).isEqualTo(content(100, 1));
        protocol().append(writer, 0, content(50, 2));
        assertOk(protocol().wire().closeWriter(writer));
        protocol().assertContent("new", content(50, 2));
        protocol().assertContent("file", content(100, 1));
    }

    @Test
    default void everyOpenGivesAnFdOfItsOwn() throws TException {
        TBrokerFD one = protocol().openWriter("file");
        TBrokerFD two = protocol().openWriter("file");
        assertThat(one).isNotEqualTo(two);
        assertOk(protocol().wire().closeWriter(one));
        assertOk(protocol().wire().closeWriter(two));
    }
}
