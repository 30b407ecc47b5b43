package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.dist.protocol.ProtocolFixture.paths;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import java.util.List;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** What a directory holds, on request at any depth, and on request without directories. The path is no glob. */
interface ListLocatedFilesContract {
    ProtocolFixture protocol();

    private TBrokerListPathRequest located(String relativePath) {
        return protocol().wire().listing(protocol().at(relativePath));
    }

    private List<String> locate(TBrokerListPathRequest request) throws TException {
        return protocol().relative(protocol().wire().listLocatedFiles(request));
    }

    @Test
    default void recursionAndOnlyFilesAreHonoured() throws TException {
        protocol().putAll("d/x", "d/sub/y", "d/sub/deep/z", "e/other");

        assertThat(locate(located("d"))).containsExactly("d/sub", "d/x");
        assertThat(locate(located("d").setOnlyFiles(true))).containsExactly("d/x");
        assertThat(locate(located("d").setIsRecursive(true).setOnlyFiles(true)))
                .containsExactly("d/sub/deep/z", "d/sub/y", "d/x");
        assertThat(locate(located("d").setIsRecursive(true).setOnlyFiles(false)))
                .containsExactlyInAnyOrder("d/sub", "d/sub/deep", "d/sub/deep/z", "d/sub/y", "d/x");
    }

    @Test
    default void locatedEntriesTellWhatTheyAre() throws TException {
        protocol().put("d/file", content(123, 1));
        protocol().putAll("d/sub/file");

        TBrokerListResponse response = protocol().wire().listLocatedFiles(located("d"));
        assertOk(response.getOpStatus());
        TBrokerFileStatus file = response.getFiles().get(0);
        assertThat(file.getSize()).isEqualTo(123);
        assertThat(file.isIsDir()).isFalse();
        assertThat(file.isIsSplitable()).isTrue();
        TBrokerFileStatus directory = response.getFiles().get(1);
        assertThat(directory.isIsDir()).isTrue();
        assertThat(directory.getSize()).isEqualTo(-1);
        assertThat(directory.isIsSplitable()).isFalse();
    }

    @Test
    default void aFileIsLocatedAsItself() throws TException {
        protocol().putAll("d/file");

        assertThat(locate(located("d/file"))).containsExactly("d/file");
        assertThat(locate(located("d/file").setIsRecursive(true).setOnlyFiles(true)))
                .containsExactly("d/file");
    }

    @Test
    default void aMissingDirectoryIsOkAndEmpty() throws TException {
        protocol().putAll("d/file");
        for (String path : List.of("missing", "d/missing", "d/file/below")) {
            assertThat(locate(located(path))).isEmpty();
            assertThat(locate(located(path).setIsRecursive(true).setOnlyFiles(true)))
                    .isEmpty();
        }
    }

    @Test
    default void aLocatedPathIsLiteral() throws TException {
        protocol().putAll("d/x", "d/y");
        for (String path : List.of("*", "d/*", "d/[x]", "{d,e}")) {
            assertThat(locate(located(path))).as(path).isEmpty();
            assertThat(locate(located(path).setIsRecursive(true).setOnlyFiles(true)))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    default void locatedNamesAloneAreGivenWhenAskedFor() throws TException {
        protocol().putAll("d/sub/y", "d/x");
        TBrokerListPathRequest request =
                located("d").setIsRecursive(true).setOnlyFiles(true).setFileNameOnly(true);

        assertThat(paths(protocol().wire().listLocatedFiles(request))).containsExactly("y", "x");
    }
}
