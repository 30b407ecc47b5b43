package io.nineveh.tablet;

import static io.nineveh.tablet.EngineFixture.key;
import static io.nineveh.tablet.EngineFixture.type;
import static io.nineveh.tablet.EngineFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Distribution;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class RowPlacementPropertyTest {
    private static Path directory;
    private static EngineFixture fixture;

    @BeforeContainer
    static void open() throws IOException {
        directory = Files.createTempDirectory("placement");
        fixture = new EngineFixture(directory);
    }

    @AfterContainer
    static void close() throws IOException {
        fixture.close();
        MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    @Property(tries = 15)
    void everyRowIsInTheOneTabletThatItsValuesSay(
            @ForAll @Size(min = 1, max = 5) Set<@IntRange(min = -50, max = 50) Integer> bounds,
            @ForAll @Size(max = 40) List<@IntRange(min = -60, max = 60) Integer> keys,
            @ForAll @IntRange(min = 1, max = 4) int buckets)
            throws IOException {
        Table table = createTable(new TreeSet<>(bounds), buckets);

        if (!keys.isEmpty()) {
            fixture.insert(
                    "t", keys.stream().map("(%d, 'x')"::formatted).collect(Collectors.joining(", ", "VALUES ", "")));
        }

        List<String> expected = keys.stream().map(key -> key + "|x").sorted().toList();
        assertThat(fixture.rows("SELECT * FROM t").stream().sorted()).isEqualTo(expected);
        for (Partition partition : fixture.table("t").partitions()) {
            long inRange = keys.stream().filter(key -> contains(partition, key)).count();
            assertThat(fixture.tablets.totals(List.of(partition)).rows()).isEqualTo(inRange);
        }
        assertEqualKeysAreInOneTablet(keys);
        fixture.drop(table.name());
    }

    /** Loading the keys again must put each into the tablet where it is: every tablet doubles. */
    private static void assertEqualKeysAreInOneTablet(List<Integer> keys) throws IOException {
        List<Long> once = rowsPerTablet();
        if (!keys.isEmpty()) {
            fixture.insert("t", "SELECT * FROM t");
        }
        assertThat(rowsPerTablet())
                .isEqualTo(once.stream().map(rows -> rows * 2).toList());
    }

    private static List<Long> rowsPerTablet() throws IOException {
        List<Long> rows = new ArrayList<>();
        for (Partition partition : fixture.table("t").partitions()) {
            fixture.tablets.statuses(partition).forEach(status -> rows.add(status.rows()));
        }
        return rows;
    }

    private static boolean contains(Partition partition, int key) {
        List<String> lower = partition.range().lower();
        List<String> upper = partition.range().upper();
        return (lower.isEmpty() || key >= Integer.parseInt(lower.get(0)))
                && (upper.isEmpty() || key < Integer.parseInt(upper.get(0)));
    }

    private static Table createTable(Iterable<Integer> bounds, int buckets) throws IOException {
        Map<String, PartitionRange> ranges = new LinkedHashMap<>();
        List<String> lower = List.of();
        for (int bound : bounds) {
            List<String> upper = List.of(Integer.toString(bound));
            ranges.put("p" + ranges.size(), new PartitionRange(lower, upper));
            lower = upper;
        }
        ranges.put("rest", new PartitionRange(lower, Collections.emptyList()));
        return fixture.create(
                "t",
                List.of(key("k", type(Kind.INT)), value("v", type(Kind.STRING))),
                Partitioning.byRange(List.of("k")),
                ranges,
                new Distribution(List.of("k"), buckets));
    }
}
