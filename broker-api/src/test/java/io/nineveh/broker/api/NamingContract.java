package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.ContractFixture.content;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What files may be called. */
interface NamingContract {
    List<String> ODD_NAMES = List.of(
            "a b",
            " leading",
            "trailing ",
            "100%",
            "%41",
            "%2F",
            "#1",
            "a+b",
            "a:b",
            "a&b=c;d",
            "a'b\"c",
            "a@b",
            "-dash",
            "~",
            ".hidden",
            "dot.",
            "...",
            "\u00FC",
            "u\u0308",
            "\u65E5\u672C",
            "\uD83D\uDE00",
            "star*",
            "q?",
            "sq[0].txt",
            "[",
            "{x,y}",
            "{",
            "back\\slash",
            "back\\",
            "$HOME");

    ContractFixture contract();

    @Test
    default void everyNameComesBackUnchanged() throws StorageException {
        Set<String> impossible = contract().storage().impossibleNames();
        for (String name : ODD_NAMES) {
            Location location = contract().at("odd/" + name);
            byte[] content = content(10, name.hashCode());
            if (impossible.contains(name)) {
                assertFailure(INVALID_PATH, location, () -> contract().write(location, content));
            } else {
                contract().write(location, content);
                contract().assertContent(location, content);
            }
        }

        List<String> possible = ODD_NAMES.stream()
                .filter(name -> !impossible.contains(name))
                .map(name -> "odd/" + name)
                .sorted()
                .toList();
        assertThat(contract().list("odd/*")).isEqualTo(possible);
        assertThat(contract().listRecursive("odd")).isEqualTo(possible);
    }

    @Test
    default void everyNameCanBeListedByItselfAndEscaped() throws StorageException {
        for (String name : ODD_NAMES) {
            if (!contract().storage().impossibleNames().contains(name)) {
                contract().writeAll("odd/" + name);
                assertThat(contract().list("odd/" + name)).as(name).containsExactly("odd/" + name);
                assertThat(contract()
                                .fileSystem()
                                .list(contract()
                                        .root()
                                        .withPath(Glob.escape(
                                                contract().at("odd/" + name).path()))))
                        .as("%s, escaped", name)
                        .extracting(FileEntry::name)
                        .containsExactly(name);
                contract().fileSystem().delete(contract().at("odd/" + name));
            }
        }
    }

    @Test
    default void aGlobFindsWhatItMatchesAndWhatIsSpelledLikeIt() throws StorageException {
        contract().writeAll("g/sq[0].txt", "g/sq0.txt", "g/x", "g/y");

        assertThat(contract().list("g/sq[0].txt")).containsExactly("g/sq0.txt", "g/sq[0].txt");
        assertThat(contract().list("g/sq\\[0\\].txt")).containsExactly("g/sq[0].txt");
        assertThat(contract().list("g/{x,y}")).containsExactly("g/x", "g/y");
    }

    @Test
    default void directoriesMayHaveOddNamesToo() throws StorageException {
        Set<String> impossible = contract().storage().impossibleNames();
        for (String name : ODD_NAMES) {
            if (!impossible.contains(name)) {
                contract().writeAll("odd/" + name + "/file");
                assertThat(contract().listRecursive("odd/" + name)).containsExactly("odd/" + name + "/file");
                contract()
                        .fileSystem()
                        .rename(contract().at("odd/" + name), contract().at("plain"));
                contract().assertContent(contract().at("plain/file"), new byte[] {1});
                contract().fileSystem().delete(contract().at("plain"));
            }
        }
    }

    @Test
    default void aHierarchicalStorageRefusesPathsThatGoUp() throws StorageException {
        contract().writeAll("a/file");
        if (contract().storage().isHierarchical()) {
            Location up = contract().at("a/../a/file");
            assertFailure(INVALID_PATH, up, () -> contract().write(up, new byte[0]));
            assertFailure(INVALID_PATH, up, () -> contract().fileSystem().openReader(up));
            assertFailure(INVALID_PATH, up, () -> contract().fileSystem().stat(up));
            assertFailure(INVALID_PATH, up, () -> contract().fileSystem().list(up));
            assertFailure(INVALID_PATH, up, () -> contract().fileSystem().listRecursive(up));
            assertFailure(INVALID_PATH, up, () -> contract().fileSystem().delete(up));
            assertFailure(
                    INVALID_PATH,
                    up,
                    () -> contract().fileSystem().rename(contract().at("a/file"), up));
        }
        contract().assertContent(contract().at("a/file"), new byte[] {1});
    }
}
