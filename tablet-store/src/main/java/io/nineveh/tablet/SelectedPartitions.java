package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The partitions of a table that a query reads, as {@code FROM t PARTITION (p, …)} says. DuckDB, which has no such clause, finds the
 * table in a schema of its own, whose name says it all; no database has such a name.
 *
 * @param database as it stands in front of the table's name
 */
record SelectedPartitions(Optional<String> database, PartitionNames partitions) {
    private static final Pattern SCHEMA = Pattern.compile("(temporary )?partitions \\(([^)]*)\\)(?: of (.*))?");

    SelectedPartitions {
        requireNonNull(database, "database");
        requireNonNull(partitions, "partitions");
    }

    /** What the name of a table stands for in a query for DuckDB; empty: for itself. */
    static Optional<SelectedPartitions> of(List<String> path) {
        Matcher matcher = SCHEMA.matcher(path.get(0));
        return path.size() == 2 && matcher.matches()
                ? Optional.of(new SelectedPartitions(
                        Optional.ofNullable(matcher.group(3)),
                        new PartitionNames(
                                matcher.group(1) == null ? PartitionKind.FORMAL : PartitionKind.TEMPORARY,
                                List.of(matcher.group(2).split(", ")))))
                : Optional.empty();
    }

    /** The name of the schema in DuckDB. */
    String schema() {
        return "%spartitions (%s)%s"
                .formatted(
                        partitions.kind() == PartitionKind.FORMAL ? "" : "temporary ",
                        String.join(", ", partitions.names()),
                        database.map(name -> " of " + name).orElse(""));
    }

    /** The name of a table as the query has it, in its parts. */
    static List<String> written(List<String> path) {
        return of(path).map(selected -> Stream.concat(selected.database().stream(), Stream.of(path.get(1)))
                        .toList())
                .orElse(path);
    }
}
