package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words {@code [TEMPORARY] PARTITION (p, …)} behind the name of a table that a query reads.
 *
 * @param end where the text goes on
 */
record PartitionClause(PartitionNames partitions, int end) {
    private static final String PARTITION = "(?:[a-zA-Z][\\w-]*|`[a-zA-Z][\\w-]*`)";
    private static final Pattern CLAUSE = Pattern.compile(
            "(TEMPORARY\\s+)?PARTITIONS?\\s*\\(\\s*(%1$s(?:\\s*,\\s*%1$s)*)\\s*\\)".formatted(PARTITION),
            Pattern.CASE_INSENSITIVE);

    private static final String NAME = "([\\w$\\x{80}-\\x{10ffff}]+|\"(?:[^\"]|\"\")+\")";
    private static final Pattern TABLE = Pattern.compile(
            "(?:\\bFROM|\\bJOIN|[,(])\\s*((?:%1$s\\s*\\.\\s*)?%1$s)\\s*$".formatted(NAME), Pattern.CASE_INSENSITIVE);

    /** More than two names and what is between them. */
    private static final int LONGEST = 512;

    PartitionClause {
        requireNonNull(partitions, "partitions");
    }

    /** The clause that begins at a place in a text. */
    static Optional<PartitionClause> at(String text, int position) {
        Matcher matcher = CLAUSE.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        List<String> names = List.of(matcher.group(2).replace("`", "").strip().split("\\s*,\\s*"));
        PartitionKind kind = matcher.group(1) == null ? PartitionKind.FORMAL : PartitionKind.TEMPORARY;
        return Optional.of(new PartitionClause(new PartitionNames(kind, names), matcher.end()));
    }

    /**
     * Makes the table that is named last in a query for DuckDB the one with these partitions.
     *
     * @return false: no table is named last there, so that this is no clause
     */
    boolean narrow(StringBuilder query) {
        Matcher table = TABLE.matcher(query).region(Math.max(0, query.length() - LONGEST), query.length());
        if (!table.find()) {
            return false;
        }
        SelectedPartitions selected =
                new SelectedPartitions(Optional.ofNullable(table.group(2)).map(PartitionClause::unquoted), partitions);
        String replacement = Quoting.identifier(selected.schema()) + '.' + table.group(3) + ' ';
        query.replace(table.start(1), query.length(), replacement);
        return true;
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
