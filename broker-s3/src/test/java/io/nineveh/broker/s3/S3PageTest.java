package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about S3 has what the plugin reads, and nothing that it does not. */
class S3PageTest {
    private static final Path PAGE = Path.of("../docs/s3.md");
    private static final Pattern NAME = Pattern.compile(
            "(?:s3\\.|AWS_|aws\\.s3\\.|fs\\.|oss\\.|aliyun\\.|cos\\.|obs\\.|bos[._]|gs\\.)[A-Za-z0-9._-]+");

    static Stream<String> names() {
        return Stream.of(
                        S3Store.ALL.stream().flatMap(store -> store.names().all()),
                        SourceProperties.NAMES.stream().flatMap(List::stream),
                        IdentityProperties.NAMES.stream().flatMap(List::stream),
                        ObjectProperties.NAMES.stream().flatMap(List::stream),
                        RequestChecksum.NAMES.stream())
                .flatMap(list -> list)
                .distinct();
    }

    @Test
    void namesEachProperty() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        assertThat(S3Store.ALL.stream().flatMap(store -> store.schemes().stream()))
                .allSatisfy(scheme -> assertThat(page).contains("`" + scheme + "`"));
    }

    @Test
    void givesNoExampleWithAPropertyThatIsNone() throws Exception {
        List<String> inExamples = Pattern.compile("\"([^\"]+)\" =")
                .matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(inExamples).isNotEmpty().isSubsetOf(names().toList());
    }

    @Test
    void eachTableHasNothingButProperties() throws Exception {
        List<String> inTables = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> Pattern.compile("`([^`]+)`").matcher(line).results())
                .map((MatchResult match) -> match.group(1))
                .filter(text -> NAME.matcher(text).matches())
                .toList();
        assertThat(inTables).isNotEmpty().isSubsetOf(names().toList());
    }
}
