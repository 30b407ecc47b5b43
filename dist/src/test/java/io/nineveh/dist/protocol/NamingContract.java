package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.assertRefused;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.dist.protocol.ProtocolFixture.paths;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** Every name survives every call unchanged. */
interface NamingContract {
    List<String> ODD_NAMES = List.of(
            "a b",
            " leading",
            "trailing ",
            "100%",
            "%41",
            "%2F%20",
            "#1",
            "a#b?c=d",
            "a+b",
            "a:b",
            "a&b=c;d",
            "a'b\"c",
            "user@host",
            ".hidden",
            "dot.",
            "dots..",
            "...",
            "\u00FC",
            "u\u0308",
            "\u65E5\u672C",
            "\uD83D\uDE00",
            "star*",
            "sq[0].txt",
            "[",
            "{x,y}",
            "back\\slash",
            "back\\");

    ProtocolFixture protocol();

    private List<String> possibleNames() {
        return ODD_NAMES.stream()
                .filter(name -> !protocol().storage().impossibleNames().contains(name))
                .toList();
    }

    @Test
    default void everyNameIsWrittenReadListedRenamedAndDeletedAsItIs() throws TException {
        for (String name : possibleNames()) {
            String path = "odd/" + name;
            byte[] content = content(10, name.hashCode());
            protocol().put(path, content);
            protocol().assertContent(path, content);
            assertThat(protocol().list(path)).as(name).containsExactly(path);
            var namesOnly = protocol().wire().listing(protocol().at("odd/*")).setFileNameOnly(true);
            assertThat(paths(protocol().wire().listPath(namesOnly))).containsExactly(name);

            String renamed = "odd/" + name + "/" + name;
            assertOk(
                    protocol().wire().renamePath(protocol().at(path), protocol().at("plain")));
            assertOk(protocol()
                    .wire()
                    .renamePath(protocol().at("plain"), protocol().at(renamed)));
            assertThat(protocol().filesBelow("odd")).containsExactly(renamed);
            assertThat(protocol().list(path)).as(name).containsExactly(path);
            assertOk(protocol().wire().deletePath(protocol().at(path)));
            assertThat(protocol().filesBelow("odd")).isEmpty();
        }
    }

    @Test
    default void aNameThatTheStorageCannotHaveIsRefused() throws TException {
        for (String name : protocol().storage().impossibleNames()) {
            String path = protocol().at(name);
            assertRefused(
                    INVALID_INPUT_FILE_PATH,
                    path,
                    protocol().wire().openWriter(path).getOpStatus());
        }
        assertThat(protocol().filesBelow("")).isEmpty();
    }

    @Test
    default void allNamesTogetherAreListedInOrder() throws TException {
        List<String> expected =
                possibleNames().stream().map(name -> "all/" + name).sorted().toList();
        protocol().putAll(expected.toArray(String[]::new));

        assertThat(protocol().list("all/*")).isEqualTo(expected);
        assertThat(protocol().filesBelow("all")).isEqualTo(expected);
    }

    @Test
    default void aGlobFindsWhatItMatchesAndWhatIsSpelledLikeIt() throws TException {
        protocol().putAll("g/sq[0].txt", "g/sq0.txt", "g/x", "g/y");

        assertThat(protocol().list("g/sq[0].txt")).containsExactly("g/sq0.txt", "g/sq[0].txt");
        assertThat(protocol().list("g/sq\\[0\\].txt")).containsExactly("g/sq[0].txt");
        assertThat(protocol().list("g/{x,y}")).containsExactly("g/x", "g/y");
        protocol().putAll("g/{x,y}");
        assertThat(protocol().list("g/{x,y}")).containsExactly("g/x", "g/y", "g/{x,y}");
    }

    @Test
    default void onlyAListingReadsAGlob() throws TException {
        protocol().putAll("g/x", "g/*", "g/[x]");

        assertOk(protocol().wire().deletePath(protocol().at("g/*")));
        assertThat(protocol().filesBelow("g")).containsExactly("g/[x]", "g/x");
        assertOk(protocol().wire().renamePath(protocol().at("g/[x]"), protocol().at("g/{a,b}")));
        assertThat(protocol().filesBelow("g")).containsExactly("g/x", "g/{a,b}");
        protocol().assertContent("g/{a,b}", new byte[] {1});
    }

    @Test
    default void aHierarchicalStorageLetsNoPathGoUp() throws TException {
        protocol().putAll("a/file");
        if (protocol().storage().isHierarchical()) {
            String up = protocol().at("a/../a/file");
            assertRefused(
                    INVALID_INPUT_FILE_PATH, up, protocol().wire().listPath(up).getOpStatus());
            assertRefused(
                    INVALID_INPUT_FILE_PATH,
                    up,
                    protocol().wire().openReader(up, 0).getOpStatus());
            assertRefused(
                    INVALID_INPUT_FILE_PATH,
                    up,
                    protocol().wire().openWriter(up).getOpStatus());
            assertRefused(INVALID_INPUT_FILE_PATH, up, protocol().wire().deletePath(up));
            assertRefused(
                    INVALID_INPUT_FILE_PATH,
                    up,
                    protocol().wire().renamePath(protocol().at("a/file"), up));
        }
        protocol().assertContent("a/file", new byte[] {1});
    }
}
