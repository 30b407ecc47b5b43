package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.assertRefused;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerFD;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** Deleting is recursive, and what is missing is deleted already. */
interface DeletePathContract {
    ProtocolFixture protocol();

    private void delete(String relativePath) throws TException {
        assertOk(protocol().wire().deletePath(protocol().at(relativePath)));
    }

    @Test
    default void aFileIsDeletedAndNoOther() throws TException {
        protocol().putAll("a/b", "a/bc", "a/b.d", "a/c");
        delete("a/b");

        protocol().assertAbsent("a/b");
        assertThat(protocol().list("a/*")).containsExactly("a/b.d", "a/bc", "a/c");
    }

    @Test
    default void whatIsMissingIsDeletedAlready() throws TException {
        protocol().putAll("a/file");
        for (String path : new String[] {"missing", "missing/file", "a/missing", "a/file/below", "a/*", "a/[f]ile"}) {
            delete(path);
        }
        protocol().assertContent("a/file", new byte[] {1});
        delete("a/file");
        delete("a/file");
        protocol().assertAbsent("a/file");
    }

    @Test
    default void aDirectoryIsDeletedWithAllItHoldsAndNoMore() throws TException {
        protocol().putAll("a/b/one", "a/b/c/two", "a/b/c/d/e/three", "a/bc/four", "a/b.five");
        delete("a/b");

        protocol().assertAbsent("a/b");
        assertThat(protocol().filesBelow("a")).containsExactly("a/b.five", "a/bc/four");
        delete("a/bc/");
        assertThat(protocol().filesBelow("a")).containsExactly("a/b.five");
    }

    /** On an object store a directory is where files are. */
    @Test
    default void anEmptiedDirectoryIsThereWhereTheStorageHasDirectories() throws TException {
        protocol().putAll("a/b/file");
        delete("a/b/file");

        assertThat(protocol().exists("a/b")).isEqualTo(protocol().storage().isHierarchical());
        assertThat(protocol().list("a/b/*")).isEmpty();
    }

    @Test
    default void aRootIsNotDeleted() throws TException {
        protocol().putAll("a/file");
        for (String root : protocol().storage().roots()) {
            assertRefused(INVALID_INPUT_FILE_PATH, root, protocol().wire().deletePath(root));
        }
        protocol().assertContent("a/file", new byte[] {1});
    }

    @Test
    default void aFileThatIsBeingReadIsDeleted() throws TException {
        protocol().put("file", content(70_000, 1));
        TBrokerFD reader = protocol().openReader("file");
        delete("file");

        protocol().assertAbsent("file");
        assertOk(protocol().wire().closeReader(reader));
    }

    @Test
    default void whatIsBeingWrittenIsPublishedAfterADeleteOfItsPlace() throws TException {
        protocol().putAll("a/b/file", "a/b/other");
        TBrokerFD writer = protocol().openWriter("a/b/file");
        protocol().append(writer, 0, content(1_000, 1));
        delete("a/b/file");
        protocol().assertAbsent("a/b/file");

        assertOk(protocol().wire().closeWriter(writer));
        protocol().assertContent("a/b/file", content(1_000, 1));
        assertThat(protocol().filesBelow("a")).containsExactly("a/b/file", "a/b/other");
    }
}
