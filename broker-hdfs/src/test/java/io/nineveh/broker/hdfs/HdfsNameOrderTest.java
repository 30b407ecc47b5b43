package io.nineveh.broker.hdfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HdfsNameOrderTest {
    private static final int PART = 2;

    /** The bytes of "é" are negative as signed numbers. */
    @ParameterizedTest
    @CsvSource({
        // before the start: on to the next longer beginning of the start
        "part-00999, part-05000, part-05",
        "aaa,        part,       p",
        // where names may follow that, as texts, come after the start: step by step
        "par,        part,       par",
        "paé,        part,       paé",
        "é,          part,       é",
        // from the start on: step by step
        "part,       part,       part",
        "pz,         part,       pz",
    })
    void theNextPartBeginsWhereWantedNamesMayBe(String last, String start, String next) {
        assertThat(new String(HdfsNameOrder.next(last.getBytes(UTF_8), start.getBytes(UTF_8)), UTF_8))
                .isEqualTo(next);
    }

    /** Reads a directory as a name node gives it, in parts, and looks at what is skipped. */
    @Property
    void nothingIsSkippedThatComesAfterTheStart(@ForAll("names") Set<String> names, @ForAll("name") String startName) {
        TreeSet<String> directory = new TreeSet<>(Comparator.comparing(name -> name.getBytes(UTF_8), Arrays::compare));
        directory.addAll(names);
        byte[] start = HdfsNameOrder.asciiBeginning(startName);
        Set<String> skipped = new TreeSet<>(names);
        byte[] after = {};
        List<String> part = part(directory, after);
        while (!part.isEmpty()) {
            part.forEach(skipped::remove);
            byte[] last = part.get(part.size() - 1).getBytes(UTF_8);
            after = HdfsNameOrder.next(last, start);
            // what is skipped to is looked at by itself
            skipped.remove(new String(after, UTF_8));
            part = part(directory, after);
        }

        assertThat(skipped).allSatisfy(name -> assertThat(name + "/").isLessThan(startName + "/"));
    }

    @Property
    void allThatComesBeforeATextWasListedWhenItIsPassed(
            @ForAll("names") Set<String> names, @ForAll("name") String text, @ForAll("name") String last) {
        if (HdfsNameOrder.isPassed(text, last.getBytes(UTF_8))) {
            assertThat(names)
                    .filteredOn(name -> Arrays.compare(name.getBytes(UTF_8), last.getBytes(UTF_8)) > 0)
                    .allSatisfy(name -> assertThat(name).isGreaterThan(text));
        }
    }

    @Property
    void aNameIsPassedWhenAllThatBeginLikeItAre(@ForAll("name") String text) {
        assertThat(HdfsNameOrder.isPassed("a" + text, "b".getBytes(UTF_8))).isTrue();
    }

    private static List<String> part(Set<String> directory, byte[] after) {
        return directory.stream()
                .filter(name -> Arrays.compare(name.getBytes(UTF_8), after) > 0)
                .limit(PART)
                .toList();
    }

    @Provide
    Arbitrary<Set<String>> names() {
        return name().set().ofMinSize(1).ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> name() {
        return Arbitraries.of("a", "b", "!", ".", "0", "é", "日", "\uFF5E", "\uD83D\uDE00")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(letters -> String.join("", letters));
    }
}
