package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.assertRefused;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_OFFSET;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;

import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** A write is at the writer's offset, or the last write again. */
interface PwriteContract {
    ProtocolFixture protocol();

    private TBrokerOperationStatus pwrite(TBrokerFD writer, byte[] content, int from, int to) throws TException {
        return protocol().wire().pwrite(writer, from, ByteBuffer.wrap(content, from, to - from));
    }

    private void refuse(TBrokerFD writer, long offset, byte[] data) throws TException {
        assertRefused(
                INVALID_INPUT_OFFSET,
                protocol().at("file"),
                protocol().wire().pwrite(writer, offset, ByteBuffer.wrap(data)));
    }

    @Test
    default void theLastWriteRepeatedIsOkAndWritesNothing() throws TException {
        int part = protocol().storage().partSize();
        byte[] content = content(part + 1_000, 1);
        TBrokerFD writer = protocol().openWriter("file");
        for (int[] range :
                new int[][] {{0, 100}, {100, 101}, {101, 70_000}, {70_000, part + 10}, {part + 10, part + 1_000}}) {
            for (int time = 0; time < 3; time++) {
                assertOk(pwrite(writer, content, range[0], range[1]));
            }
        }
        assertOk(protocol().wire().closeWriter(writer));

        protocol().assertContent("file", content);
    }

    @Test
    default void whatIsNotTheLastWriteAgainIsRefused() throws TException {
        byte[] content = content(300, 1);
        TBrokerFD writer = protocol().openWriter("file");
        assertOk(pwrite(writer, content, 0, 100));
        assertOk(pwrite(writer, content, 100, 200));

        byte[] other = Arrays.copyOfRange(content, 100, 200);
        other[50] ^= 1;
        refuse(writer, 100, other);
        refuse(writer, 100, Arrays.copyOfRange(content, 100, 199));
        refuse(writer, 100, Arrays.copyOfRange(content, 100, 201));
        refuse(writer, 150, Arrays.copyOfRange(content, 150, 200));
        refuse(writer, 0, Arrays.copyOfRange(content, 0, 100));
        refuse(writer, 0, Arrays.copyOfRange(content, 0, 200));

        assertOk(pwrite(writer, content, 100, 200));
        assertOk(pwrite(writer, content, 200, 300));
        assertOk(protocol().wire().closeWriter(writer));
        protocol().assertContent("file", content);
    }

    @Test
    default void aGapIsRefusedAndTheWriterStaysUsable() throws TException {
        byte[] content = content(200, 1);
        TBrokerFD writer = protocol().openWriter("file");
        refuse(writer, 1, content);
        assertOk(pwrite(writer, content, 0, 100));
        for (long wrong : new long[] {101, 200, 1L << 40, Long.MAX_VALUE, 99, -1, Long.MIN_VALUE}) {
            refuse(writer, wrong, new byte[10]);
        }
        assertOk(pwrite(writer, content, 100, 200));
        assertOk(protocol().wire().closeWriter(writer));

        protocol().assertContent("file", content);
    }

    @Test
    default void anEmptyWriteIsAWriteToo() throws TException {
        byte[] content = content(200, 1);
        TBrokerFD writer = protocol().openWriter("file");
        assertOk(pwrite(writer, content, 0, 0));
        assertOk(pwrite(writer, content, 0, 100));
        assertOk(pwrite(writer, content, 100, 100));
        assertOk(pwrite(writer, content, 100, 100));
        refuse(writer, 99, new byte[0]);
        refuse(writer, 101, new byte[0]);
        assertOk(pwrite(writer, content, 100, 200));
        assertOk(protocol().wire().closeWriter(writer));

        protocol().assertContent("file", content);
    }

    @Test
    default void writesOfOneKibibyteMakeOneFile() throws TException {
        byte[] content = content(2 << 20, 1);
        TBrokerFD writer = protocol().openWriter("file");
        for (int start = 0; start < content.length; start += 1024) {
            assertOk(pwrite(writer, content, start, start + 1024));
        }
        assertOk(protocol().wire().closeWriter(writer));

        protocol().assertContent("file", content);
    }

    @Test
    default void aWriterOfADirectoryFailsAtItsCloseAtTheLatest() throws TException {
        protocol().putAll("directory/file");
        String path = protocol().at("directory");

        TBrokerOpenWriterResponse opened = protocol().wire().openWriter(path);
        TBrokerOperationStatus outcome = opened.getOpStatus().getStatusCode() == OK
                ? protocol().wire().closeWriter(opened.getFd())
                : opened.getOpStatus();
        if (protocol().storage().isHierarchical()) {
            assertRefused(INVALID_INPUT_FILE_PATH, path, outcome);
        }
        protocol().assertContent("directory/file", new byte[] {1});
    }
}
