package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.assertRefused;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.thrift.TBrokerOperationStatusCode.FILE_NOT_FOUND;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerFileSizeResponse;
import io.nineveh.thrift.TBrokerIsSplittableResponse;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** What is told of one path. */
interface PathContract {
    ProtocolFixture protocol();

    @Test
    default void filesDirectoriesAndNonEmptyPrefixesExist() throws TException {
        protocol().putAll("a/b/file");
        for (String path : new String[] {"a/b/file", "a/b", "a", "a/b/", "a/"}) {
            assertThat(protocol().exists(path)).as(path).isTrue();
        }
        for (String path : new String[] {"missing", "a/missing", "a/b/fil", "a/b/file/below", "a/b/file2", "a/*"}) {
            assertThat(protocol().exists(path)).as(path).isFalse();
        }
    }

    @Test
    default void theSizeIsThatOfAFile() throws TException {
        for (int size : new int[] {0, 1, 70_000}) {
            protocol().put("d/file", content(size, 1));
            TBrokerFileSizeResponse response =
                    protocol().wire().fileSize(protocol().at("d/file"));
            assertOk(response.getOpStatus());
            assertThat(response.getFileSize()).isEqualTo(size);
        }
        String directory = protocol().at("d");
        String missing = protocol().at("d/missing");
        assertRefused(
                INVALID_INPUT_FILE_PATH,
                directory,
                protocol().wire().fileSize(directory).getOpStatus());
        assertRefused(
                FILE_NOT_FOUND, missing, protocol().wire().fileSize(missing).getOpStatus());
    }

    @Test
    default void filesAreSplittableAndDirectoriesAreNot() throws TException {
        protocol().putAll("d/file");
        TBrokerIsSplittableResponse file =
                protocol().wire().isSplittable(protocol().at("d/file"));
        assertOk(file.getOpStatus());
        assertThat(file.isSplittable()).isTrue();
        TBrokerIsSplittableResponse directory =
                protocol().wire().isSplittable(protocol().at("d"));
        assertOk(directory.getOpStatus());
        assertThat(directory.isSplittable()).isFalse();
        String missing = protocol().at("missing");
        assertRefused(
                FILE_NOT_FOUND, missing, protocol().wire().isSplittable(missing).getOpStatus());
    }

    @Test
    default void aPathWithASlashAtItsEndIsNoFileToWrite() throws TException {
        String path = protocol().at("file/");
        assertRefused(
                INVALID_INPUT_FILE_PATH,
                path,
                protocol().wire().openWriter(path).getOpStatus());
        protocol().assertAbsent("file");
    }
}
