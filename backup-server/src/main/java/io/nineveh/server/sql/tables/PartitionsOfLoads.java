package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionUnit;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.tablet.AutomaticPartitions;
import io.nineveh.tablet.EmbeddedTabletStore;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The partitions of tables made with {@code AUTO PARTITION BY}: as many as the rows need, with names as Doris gives them. */
public final class PartitionsOfLoads implements AutomaticPartitions {
    private static final int MOST_PARTITIONS = 2_000;
    private static final int LONGEST_NAME = 50;
    private static final int LAST_YEAR = 9_999;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'p'uuuuMMddHHmmss", Locale.ROOT);

    private final NewPartitions partitions;

    public PartitionsOfLoads(Catalog catalog, EmbeddedTabletStore tablets) {
        this.partitions = new NewPartitions(requireNonNull(catalog, "catalog"), requireNonNull(tablets, "tablets"));
    }

    @Override
    public Table add(String database, Table table, List<List<Optional<String>>> values) {
        if (table.partitions().size() + values.size() > MOST_PARTITIONS) {
            throw new RefusedException(
                    Reason.INVALID,
                    ("The rows need %d more partitions, and table '%s' has %d: there may be %d. Choose a longer unit, or"
                                    + " correct the values")
                            .formatted(
                                    values.size(),
                                    table.name(),
                                    table.partitions().size(),
                                    MOST_PARTITIONS));
        }
        return partitions
                .add(
                        database,
                        table,
                        PartitionKind.FORMAL,
                        now -> TablePartitions.of(now).resolve(definitions(now, values)))
                .table();
    }

    private static List<PartitionDefinition> definitions(Table table, List<List<Optional<String>>> values) {
        PartitionUnit unit = table.partitioning().automatic().orElseThrow();
        Set<String> names = new HashSet<>();
        table.allPartitions().stream().map(Partition::name).forEach(names::add);
        List<PartitionDefinition> definitions = new ArrayList<>();
        for (List<Optional<String>> value : values) {
            definitions.add(unit == PartitionUnit.VALUE ? list(value, names) : range(table, unit, value, names));
        }
        return definitions;
    }

    private static PartitionDefinition list(List<Optional<String>> value, Set<String> names) {
        StringBuilder name = new StringBuilder("p");
        for (Optional<String> single : value) {
            name.append(single.map(text -> readable(text) + text.length()).orElse("X"));
        }
        return new PartitionDefinition.In(free(name.toString(), names), IfNotExists.REQUIRED, List.of(value));
    }

    /** A value with what no name may have as its number. */
    private static String readable(String value) {
        StringBuilder name = new StringBuilder();
        value.codePoints().forEach(point -> {
            boolean isPlain = point < 128 && Character.isLetterOrDigit(point);
            name.append(isPlain ? Character.toString(point) : Integer.toHexString(point));
        });
        return name.toString();
    }

    private static PartitionDefinition range(
            Table table, PartitionUnit unit, List<Optional<String>> value, Set<String> names) {
        Column column = table.requireColumn(table.partitioning().columns().get(0));
        LocalDateTime begin = ColumnLiteral.time(value.get(0).orElseThrow());
        LocalDateTime end = unit.next(begin);
        return new PartitionDefinition.Fixed(
                free(NAME.format(begin), names),
                IfNotExists.REQUIRED,
                List.of(DateIntervals.text(column, begin)),
                end.getYear() > LAST_YEAR ? List.of() : List.of(DateIntervals.text(column, end)));
    }

    /** A name that none has: the given one, or what is left of it with something behind it. */
    private static String free(String name, Set<String> names) {
        String base = name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 8) + Hashing.crc32().hashString(name, StandardCharsets.UTF_8);
        String free = base;
        for (int i = 2; !names.add(free); i++) {
            free = base + "_" + i;
        }
        return free;
    }
}
