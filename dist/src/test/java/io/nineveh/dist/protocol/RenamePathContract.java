package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.assertRefused;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOperationStatus;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** A rename stays within its file system, needs a source, and never overwrites. */
interface RenamePathContract {
    ProtocolFixture protocol();

    private TBrokerOperationStatus rename(String source, String target) throws TException {
        return protocol().wire().renamePath(protocol().at(source), protocol().at(target));
    }

    private void refuse(String source, String target) throws TException {
        assertRefused(TARGET_STORAGE_SERVICE_ERROR, protocol().at(source), rename(source, target));
    }

    @Test
    default void aFileMovesAndTheDirectoriesOfItsTargetAreMade() throws TException {
        byte[] content = content(protocol().storage().partSize() + 1_000, 1);
        protocol().put("a/file.part", content);
        assertOk(rename("a/file.part", "b/c/d/file"));

        protocol().assertAbsent("a/file.part");
        protocol().assertContent("b/c/d/file", content);
    }

    @Test
    default void anExistingTargetIsNeverOverwritten() throws TException {
        protocol().put("source", content(10, 1));
        protocol().put("target", content(20, 2));
        refuse("source", "target");
        refuse("source", "source");

        protocol().assertContent("source", content(10, 1));
        protocol().assertContent("target", content(20, 2));
    }

    @Test
    default void aDirectoryIsATargetThatExists() throws TException {
        protocol().putAll("source", "directory/file", "other/file");
        refuse("source", "directory");
        refuse("other", "directory");
        refuse("directory", "source");

        assertThat(protocol().filesBelow("")).containsExactly("directory/file", "other/file", "source");
    }

    @Test
    default void aMissingSourceIsAnErrorThatMakesNothing() throws TException {
        refuse("missing", "a/b/new");
        refuse("missing/below", "a/b/new");

        protocol().assertAbsent("a");
    }

    @Test
    default void aRepeatedRenameIsAnErrorThatHarmsNothing() throws TException {
        protocol().put("source", content(10, 1));
        assertOk(rename("source", "target"));
        refuse("source", "target");

        protocol().assertContent("target", content(10, 1));
    }

    @Test
    default void aDirectoryMovesWithAllItHolds() throws TException {
        protocol().putAll("a/b/one", "a/b/c/two", "a/bc/three");
        assertOk(rename("a/b", "x/y"));

        protocol().assertAbsent("a/b");
        assertThat(protocol().filesBelow("")).containsExactly("a/bc/three", "x/y/c/two", "x/y/one");
    }

    @Test
    default void aDirectoryDoesNotMoveIntoItself() throws TException {
        protocol().putAll("a/file");
        for (String target : new String[] {"a/b", "a/b/c"}) {
            TBrokerOperationStatus status = rename("a", target);
            assertThat(status.getStatusCode()).isIn(INVALID_INPUT_FILE_PATH, TARGET_STORAGE_SERVICE_ERROR);
            assertThat(status.getMessage()).contains(protocol().at(target));
        }

        assertThat(protocol().filesBelow("")).containsExactly("a/file");
    }

    /** As it is where files have directories. A storage that keeps a file below a file overrides it. */
    @Test
    default void nothingMovesBelowAFile() throws TException {
        protocol().putAll("file", "source");
        TBrokerOperationStatus status = rename("source", "file/below");

        assertThat(status.getStatusCode()).isNotEqualTo(OK);
        assertThat(status.getMessage()).contains(protocol().at("file/below"));
        assertThat(protocol().filesBelow("")).containsExactly("file", "source");
    }

    @Test
    default void aFileSystemIsNotLeft() throws TException {
        protocol().put("source", content(10, 1));
        String source = protocol().at("source");
        String elsewhere = protocol().storage().elsewhere();
        assertRefused(TARGET_STORAGE_SERVICE_ERROR, source, protocol().wire().renamePath(source, elsewhere));
        assertRefused(TARGET_STORAGE_SERVICE_ERROR, elsewhere, protocol().wire().renamePath(elsewhere, source));

        protocol().assertContent("source", content(10, 1));
    }

    @Test
    default void aRootIsNotRenamed() throws TException {
        protocol().putAll("file");
        for (String root : protocol().storage().roots()) {
            TBrokerOperationStatus status =
                    protocol().wire().renamePath(root, protocol().at("new"));
            assertThat(status.getStatusCode()).isIn(INVALID_INPUT_FILE_PATH, TARGET_STORAGE_SERVICE_ERROR);
            assertThat(status.getMessage()).contains(root);
        }
        assertThat(protocol().filesBelow("")).containsExactly("file");
    }

    @Test
    default void whatIsStillBeingWrittenIsNoSource() throws TException {
        TBrokerFD writer = protocol().openWriter("source");
        protocol().append(writer, 0, content(1_000, 1));
        refuse("source", "target");
        assertOk(protocol().wire().closeWriter(writer));

        assertOk(rename("source", "target"));
        protocol().assertContent("target", content(1_000, 1));
        protocol().assertAbsent("source");
    }
}
