package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOperationStatus;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** A file is visible after closeWriter, whole, and not before. */
interface VisibilityContract {
    ProtocolFixture protocol();

    @Test
    default void aFileIsVisibleOnlyAfterItsCloseAndThenWhole() throws TException {
        int part = protocol().storage().partSize();
        for (int size : new int[] {0, 1, part - 1, part, part + 1, 3 * part + 12_345}) {
            String path = "new/file-" + size;
            byte[] content = content(size, size);

            TBrokerFD writer = protocol().openWriter(path);
            protocol().assertAbsent(path);
            protocol().append(writer, 0, content);
            protocol().assertAbsent(path);
            assertThat(protocol().list("new/*")).isEmpty();
            assertThat(protocol().filesBelow("new")).isEmpty();

            assertOk(protocol().wire().closeWriter(writer));
            protocol().assertContent(path, content);
            assertThat(protocol().list("new/*")).containsExactly(path);
            assertOk(protocol().wire().deletePath(protocol().at(path)));
        }
    }

    @Test
    default void untilTheCloseReadersSeeTheOldFile() throws TException {
        byte[] old = content(70_000, 1);
        protocol().put("file", old);

        TBrokerFD writer = protocol().openWriter("file");
        protocol().assertContent("file", old);
        protocol().append(writer, 0, content(protocol().storage().partSize() + 1, 2));
        protocol().assertContent("file", old);
        assertOk(protocol().wire().closeWriter(writer));

        protocol().assertContent("file", content(protocol().storage().partSize() + 1, 2));
    }

    @Test
    default void aShorterFileReplacesALongerOneWhole() throws TException {
        protocol().put("file", content(70_000, 1));
        for (int size : new int[] {100, 0}) {
            protocol().put("file", content(size, 2));
            protocol().assertContent("file", content(size, 2));
        }
    }

    @Test
    default void theDirectoriesOfANewFileAreMade() throws TException {
        protocol().put("a/b/c/d/file", content(10, 1));

        protocol().assertContent("a/b/c/d/file", content(10, 1));
        assertThat(protocol().exists("a/b/c")).isTrue();
    }

    @Test
    default void ofTwoWritersOfOnePathTheLastThatClosesWins() throws TException {
        TBrokerFD one = protocol().openWriter("file");
        TBrokerFD two = protocol().openWriter("file");
        protocol().append(two, 0, content(2_000, 2));
        protocol().append(one, 0, content(1_000, 1));

        assertOk(protocol().wire().closeWriter(two));
        protocol().assertContent("file", content(2_000, 2));
        assertOk(protocol().wire().closeWriter(one));
        protocol().assertContent("file", content(1_000, 1));
    }

    @Test
    default void aRepeatedCloseIsOkAndPublishesNothingAgain() throws TException {
        TBrokerFD writer = protocol().openWriter("file");
        protocol().append(writer, 0, content(1_000, 1));
        assertOk(protocol().wire().closeWriter(writer));
        assertOk(protocol().wire().closeWriter(writer));
        protocol().assertContent("file", content(1_000, 1));

        assertOk(protocol().wire().deletePath(protocol().at("file")));
        assertOk(protocol().wire().closeWriter(writer));
        protocol().assertAbsent("file");
    }

    /** Where no file can be below a file, this close cannot succeed. A storage that keeps one there overrides it. */
    @Test
    default void aFailedCloseIsReportedAndStaysAFailure() throws TException {
        TBrokerFD writer = protocol().openWriter("late/file");
        protocol().append(writer, 0, content(1_000, 1));
        protocol().putAll("late");

        TBrokerOperationStatus failed = protocol().wire().closeWriter(writer);
        assertThat(failed.getStatusCode()).isNotEqualTo(OK);
        assertThat(failed.getMessage()).contains(protocol().at("late/file"));

        assertOk(protocol().wire().deletePath(protocol().at("late")));
        assertThat(protocol().wire().closeWriter(writer).getStatusCode()).isNotEqualTo(OK);
        protocol().assertAbsent("late/file");
    }
}
