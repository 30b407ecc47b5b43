package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.dist.protocol.ProtocolFixture.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** A glob gives what it matches, in order; what is no glob gives the one path that it names. */
interface ListPathContract {
    ProtocolFixture protocol();

    private List<TBrokerFileStatus> entries(String relativePattern) throws TException {
        TBrokerListResponse response = protocol().wire().listPath(protocol().at(relativePattern));
        assertOk(response.getOpStatus());
        return response.getFiles();
    }

    @Test
    default void aFileGivesItself() throws TException {
        long before = System.currentTimeMillis();
        protocol().put("a/file", content(123, 1));

        assertThat(entries("a/file")).singleElement().satisfies(entry -> {
            assertThat(entry.getPath()).isEqualTo(protocol().at("a/file"));
            assertThat(entry.isIsDir()).isFalse();
            assertThat(entry.getSize()).isEqualTo(123);
            assertThat(entry.isIsSplitable()).isTrue();
            assertThat(entry.getModificationTime())
                    .isCloseTo(before, within(Duration.ofMinutes(1).toMillis()));
        });
    }

    @Test
    default void aDirectoryGivesItselfAndNotWhatItHolds() throws TException {
        protocol().putAll("a/file", "a/b/file");

        assertThat(entries("a")).singleElement().satisfies(entry -> {
            assertThat(entry.getPath()).isEqualTo(protocol().at("a"));
            assertIsDirectory(entry);
        });
    }

    @Test
    default void aStarGivesWhatADirectoryHoldsAndNotWhatLiesDeeper() throws TException {
        protocol().putAll("a/file", "a/b/file", "a/b/c/file", "a/.hidden");

        assertThat(protocol().list("a/*")).containsExactly("a/.hidden", "a/b", "a/file");
        assertThat(entries("a/b")).allSatisfy(ListPathContract::assertIsDirectory);
        assertThat(entries("a/*").get(1)).satisfies(ListPathContract::assertIsDirectory);
        assertThat(entries("a/*").get(2).isIsDir()).isFalse();
    }

    private static void assertIsDirectory(TBrokerFileStatus entry) {
        assertThat(entry.isIsDir()).isTrue();
        assertThat(entry.getSize()).isEqualTo(-1);
        assertThat(entry.isIsSplitable()).isFalse();
    }

    @Test
    default void whatIsMissingIsOkAndAnEmptyList() throws TException {
        protocol().putAll("a/file");
        for (String pattern :
                List.of("missing", "missing/*", "missing/*/x", "a/missing*", "a/file/*", "a/file/b", "*/x")) {
            assertThat(entries(pattern)).as(pattern).isEmpty();
        }
    }

    @Test
    default void everyWildcardIsUnderstood() throws TException {
        protocol()
                .putAll(
                        "g/2026-01/a.csv",
                        "g/2026-01/b.txt",
                        "g/2026-02/a.csv",
                        "g/top.csv",
                        "g/top.txt",
                        "g/x/deep/a.csv");

        assertThat(protocol().list("g/*.csv")).containsExactly("g/top.csv");
        assertThat(protocol().list("g/top.?sv")).containsExactly("g/top.csv");
        assertThat(protocol().list("g/2026-*/a.csv")).containsExactly("g/2026-01/a.csv", "g/2026-02/a.csv");
        assertThat(protocol().list("g/2026-0[0-1]/*")).containsExactly("g/2026-01/a.csv", "g/2026-01/b.txt");
        assertThat(protocol().list("g/2026-0[^1]/*")).containsExactly("g/2026-02/a.csv");
        assertThat(protocol().list("g/top.{csv,txt}")).containsExactly("g/top.csv", "g/top.txt");
        assertThat(protocol().list("*/*/*/a.csv")).containsExactly("g/x/deep/a.csv");
        assertThat(protocol().list("g/\\top.csv")).containsExactly("g/top.csv");
        assertThat(protocol().list("g/top\\*")).isEmpty();
        assertThat(protocol().list("g/*/*"))
                .containsExactly("g/2026-01/a.csv", "g/2026-01/b.txt", "g/2026-02/a.csv", "g/x/deep");
    }

    @Test
    default void namesAloneAreGivenWhenAskedFor() throws TException {
        protocol().putAll("d/file", "d/sub/file");
        var request = protocol().wire().listing(protocol().at("d/*"));

        assertThat(paths(protocol().wire().listPath(request.setFileNameOnly(true))))
                .containsExactly("file", "sub");
        assertThat(protocol().relative(protocol().wire().listPath(request.setFileNameOnly(false))))
                .containsExactly("d/file", "d/sub");
        request = protocol().wire().listing(protocol().at("d")).setFileNameOnly(true);
        assertThat(paths(protocol().wire().listPath(request))).containsExactly("d");
    }

    @Test
    default void locationsComeBackAsTheCallerSpellsThem() throws TException {
        protocol().putAll("d/file", "d/sub/file");
        String below = protocol().root().substring(protocol().storage().home().length()) + "/d";
        for (String spelling : protocol().storage().otherSpellings()) {
            assertThat(paths(protocol().wire().listPath(spelling + below + "/*")))
                    .containsExactly(spelling + below + "/file", spelling + below + "/sub");
            assertThat(paths(protocol().wire().listPath(spelling + below + "/file")))
                    .containsExactly(spelling + below + "/file");
        }
    }

    /** At UTF-16 code units; '-' and '.' stand before '/', and the emoji before the wide tilde. */
    @Test
    default void theOrderIsLexicographic() throws TException {
        protocol().putAll("o/a/x", "o/a-b", "o/a.b", "o/a0", "o/B", "o/~", "o/\uFF5E", "o/\uD83D\uDE00");

        assertThat(protocol().list("o/*"))
                .containsExactly("o/B", "o/a", "o/a-b", "o/a.b", "o/a0", "o/~", "o/\uD83D\uDE00", "o/\uFF5E");
    }

    @Test
    default void listPathIsNeverRecursive() throws TException {
        protocol().putAll("d/file", "d/sub/file");
        var request = protocol()
                .wire()
                .listing(protocol().at("d/*"))
                .setIsRecursive(true)
                .setOnlyFiles(true);

        assertThat(protocol().relative(protocol().wire().listPath(request)))
                .contains("d/file")
                .doesNotContain("d/sub/file");
        request = protocol().wire().listing(protocol().at("d")).setIsRecursive(true);
        assertThat(protocol().relative(protocol().wire().listPath(request))).containsExactly("d");
    }

    @Test
    default void aNameThatBeginsLikeAnotherIsNotTakenForIt() throws TException {
        protocol().putAll("a/b/one", "a/bc/two", "a/b.three");

        assertThat(protocol().list("a/b")).containsExactly("a/b");
        assertThat(protocol().list("a/b/*")).containsExactly("a/b/one");
        assertThat(protocol().list("a/*")).containsExactly("a/b", "a/b.three", "a/bc");
    }

    @Test
    default void aListingOfManyFilesIsWhole() throws Exception {
        int count = protocol().storage().manyFiles();
        List<String> names =
                IntStream.range(0, count).mapToObj("%05d"::formatted).toList();
        protocol().storage().createFiles(protocol().at("many"), names);
        List<String> relative = names.stream().map(name -> "many/" + name).toList();

        assertThat(protocol().list("many/*")).isEqualTo(relative);
        assertThat(protocol().list("many/*7")).hasSize(count / 10);
        assertThat(protocol().filesBelow("many")).isEqualTo(relative);
        var namesOnly = protocol().wire().listing(protocol().at("many/*")).setFileNameOnly(true);
        assertThat(paths(protocol().wire().listPath(namesOnly))).isEqualTo(names);
        assertThat(protocol().list("*")).containsExactly("many");
        assertOk(protocol().wire().deletePath(protocol().at("many")));
        assertThat(protocol().list("many/*")).isEmpty();
    }
}
