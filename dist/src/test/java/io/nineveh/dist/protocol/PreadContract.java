package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.assertRefused;
import static io.nineveh.dist.protocol.ProtocolFixture.assertStatus;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.dist.protocol.ProtocolFixture.opened;
import static io.nineveh.thrift.TBrokerOperationStatusCode.END_OF_FILE;
import static io.nineveh.thrift.TBrokerOperationStatusCode.FILE_NOT_FOUND;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OPERATION_NOT_SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerReadResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** A read gives what was asked unless the file ends first, and never more. */
interface PreadContract {
    ProtocolFixture protocol();

    private void assertRead(byte[] expected, TBrokerReadResponse response) {
        assertOk(response.getOpStatus());
        assertThat(Arrays.equals(response.getData(), expected))
                .as("%d bytes, %d expected", response.getData().length, expected.length)
                .isTrue();
    }

    private void assertNoData(TBrokerReadResponse response) {
        assertThat(response.isSetData()).as("data is set").isTrue();
        assertThat(response.getData()).isEmpty();
    }

    @Test
    default void anyRangeIsReadInAnyOrder() throws TException {
        int size = protocol().storage().partSize() + 1_000;
        byte[] content = content(size, 1);
        protocol().put("file", content);
        TBrokerFD reader = protocol().openReader("file");
        for (int[] range : new int[][] {
            {size - 1, 1}, {0, 10}, {4_096, 700_000}, {size - 2_000, 2_000}, {1, 10}, {0, size}, {0, 10}
        }) {
            assertRead(
                    Arrays.copyOfRange(content, range[0], range[0] + range[1]),
                    protocol().wire().pread(reader, range[0], range[1]));
        }
    }

    @Test
    default void aReadAcrossTheEndGivesWhatThereIs() throws TException {
        byte[] content = content(100, 1);
        protocol().put("file", content);
        TBrokerFD reader = protocol().openReader("file");
        for (long length : new long[] {11, 1 << 20, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE}) {
            assertRead(Arrays.copyOfRange(content, 90, 100), protocol().wire().pread(reader, 90, length));
        }
        assertRead(content, protocol().wire().pread(reader, 0, Long.MAX_VALUE));
    }

    @Test
    default void atAndPastTheEndTheAnswerIsEndOfFileWithEmptyData() throws TException {
        protocol().put("file", content(100, 1));
        TBrokerFD reader = protocol().openReader("file");
        for (long offset : new long[] {100, 101, 1L << 40, Long.MAX_VALUE}) {
            for (long length : new long[] {1, Long.MAX_VALUE}) {
                TBrokerReadResponse response = protocol().wire().pread(reader, offset, length);
                assertStatus(END_OF_FILE, response.getOpStatus());
                assertNoData(response);
            }
        }
    }

    @Test
    default void aReadOfNothingIsOkAndEmpty() throws TException {
        protocol().put("file", content(100, 1));
        TBrokerFD reader = protocol().openReader("file");
        for (long offset : new long[] {0, 50, 99, 100, 1_000}) {
            TBrokerReadResponse response = protocol().wire().pread(reader, offset, 0);
            assertOk(response.getOpStatus());
            assertNoData(response);
        }
    }

    @Test
    default void anEmptyFileIsReadWithoutAnEndOfFile() throws TException {
        protocol().put("empty", new byte[0]);
        TBrokerFD reader = protocol().openReader("empty");
        for (long length : new long[] {0, 1, 1 << 20}) {
            TBrokerReadResponse response = protocol().wire().pread(reader, 0, length);
            assertOk(response.getOpStatus());
            assertNoData(response);
        }
        assertStatus(END_OF_FILE, protocol().wire().pread(reader, 1, 1).getOpStatus());
    }

    @Test
    default void negativeOffsetsAndLengthsAreRefusedWithDataSet() throws TException {
        protocol().put("file", content(100, 1));
        TBrokerFD reader = protocol().openReader("file");
        for (long negative : new long[] {-1, Long.MIN_VALUE}) {
            for (TBrokerReadResponse response : new TBrokerReadResponse[] {
                protocol().wire().pread(reader, 0, negative), protocol().wire().pread(reader, negative, 1)
            }) {
                assertStatus(INVALID_ARGUMENT, response.getOpStatus());
                assertNoData(response);
            }
        }
        assertStatus(
                INVALID_ARGUMENT,
                protocol().wire().openReader(protocol().at("file"), -1).getOpStatus());
        assertRead(content(100, 1), protocol().wire().pread(reader, 0, 100));
    }

    @Test
    default void twoReadersOfOneFileDoNotDisturbEachOther() throws TException {
        byte[] content = content(200_000, 1);
        protocol().put("file", content);
        TBrokerFD one = protocol().openReader("file");
        TBrokerFD two = protocol().openReader("file");
        assertThat(one).isNotEqualTo(two);
        for (int step = 0; step < 10; step++) {
            int ahead = step * 10_000;
            int behind = content.length - ahead - 10_000;
            assertRead(
                    Arrays.copyOfRange(content, ahead, ahead + 10_000),
                    protocol().wire().pread(one, ahead, 10_000));
            assertRead(
                    Arrays.copyOfRange(content, behind, behind + 10_000),
                    protocol().wire().pread(two, behind, 10_000));
        }
        assertOk(protocol().wire().closeReader(one));
        assertRead(content, protocol().wire().pread(two, 0, content.length));
    }

    @Test
    default void aReaderOpenedAtAnOffsetReadsAnywhere() throws TException {
        byte[] content = content(1_000, 1);
        protocol().put("file", content);
        for (long start : new long[] {0, 1, 999, 1_000, 5_000}) {
            TBrokerFD reader = opened(protocol().wire().openReader(protocol().at("file"), start));
            assertRead(content, protocol().wire().pread(reader, 0, 1_000));
            assertRead(Arrays.copyOfRange(content, 500, 600), protocol().wire().pread(reader, 500, 100));
            assertStatus(END_OF_FILE, protocol().wire().pread(reader, 1_000, 1).getOpStatus());
            assertOk(protocol().wire().closeReader(reader));
        }
    }

    @Test
    default void whatIsNoFileFailsWhenItIsOpened() throws TException {
        protocol().putAll("directory/file");
        String missing = protocol().at("directory/missing");
        String directory = protocol().at("directory");

        assertRefused(
                FILE_NOT_FOUND,
                missing,
                protocol().wire().openReader(missing, 0).getOpStatus());
        assertRefused(
                INVALID_INPUT_FILE_PATH,
                directory,
                protocol().wire().openReader(directory, 0).getOpStatus());
    }

    /** A broker may give less than was asked of a file that is longer still, and then gives the rest when asked again. */
    @Test
    default void callsOfSixtyFourMebibytesAreCarriedOut() throws TException {
        int large = 64 << 20;
        byte[] content = content(large + (1 << 20), 1);
        TBrokerFD writer = protocol().openWriter("large");
        assertOk(protocol().wire().pwrite(writer, 0, ByteBuffer.wrap(content, 0, large)));
        assertOk(protocol().wire().pwrite(writer, large, ByteBuffer.wrap(content, large, content.length - large)));
        assertOk(protocol().wire().closeWriter(writer));

        TBrokerFD reader = protocol().openReader("large");
        assertRead(Arrays.copyOf(content, large), protocol().wire().pread(reader, 0, large));
        byte[] most = protocol().wire().pread(reader, 0, Long.MAX_VALUE).getData();
        assertThat(most.length).isBetween(large, content.length);
        assertRead(
                Arrays.copyOfRange(content, large, content.length),
                protocol().wire().pread(reader, large, Long.MAX_VALUE));
    }

    @Test
    default void aReaderGoesOnWithTheOldFileOrFailsWhenItIsReplaced() throws TException {
        byte[] old = content(2 << 20, 1);
        protocol().put("file", old);
        TBrokerFD reader = protocol().openReader("file");
        assertRead(Arrays.copyOf(old, 1_000), protocol().wire().pread(reader, 0, 1_000));
        protocol().put("file", content(3 << 20, 2));

        TBrokerReadResponse response = protocol().wire().pread(reader, 1 << 20, 1 << 20);
        if (response.getOpStatus().getStatusCode() == OK) {
            assertRead(Arrays.copyOfRange(old, 1 << 20, 2 << 20), response);
        } else {
            assertThat(response.getOpStatus().getMessage()).contains(protocol().at("file"));
            assertNoData(response);
        }
        assertRead(content(3 << 20, 2), protocol().wire().pread(protocol().openReader("file"), 0, 3 << 20));
    }

    @Test
    default void aSeekIsNotSupported() throws TException {
        protocol().put("file", content(100, 1));
        TBrokerFD reader = protocol().openReader("file");

        assertStatus(OPERATION_NOT_SUPPORTED, protocol().wire().seek(reader, 10));
        assertRead(content(100, 1), protocol().wire().pread(reader, 0, 100));
    }
}
