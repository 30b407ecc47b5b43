package io.nineveh.bench.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What figures should be like.
 *
 * @param name what is wanted, in words
 * @param about whether a row is one of the figures
 * @param figure what of a row is judged
 * @param bound whether that is as it should be
 */
public record Goal(String name, Predicate<Row> about, ToDoubleFunction<Row> figure, Predicate<Double> bound) {

    /** The rows' ratios should reach a value. */
    public static Goal ratioReaches(double least, String name, Predicate<Row> about) {
        return new Goal(
                "%s: at least %s x the reference".formatted(name, number(least)),
                row -> about.test(row) && row.ratio().isPresent(),
                row -> row.ratio().orElseThrow(),
                ratio -> ratio >= least);
    }

    /** The rows' values should stay below one. */
    public static Goal valueBelow(double limit, String name, Predicate<Row> about) {
        return new Goal("%s: below %s".formatted(name, number(limit)), about, Row::value, value -> value < limit);
    }

    /** A line that says whether all of the rows meet it, with the figures; nothing for rows that are not about it. */
    String judge(List<Row> rows) {
        List<Row> judged = rows.stream().filter(about).toList();
        if (judged.isEmpty()) {
            return "";
        }
        boolean isMet = judged.stream().map(figure::applyAsDouble).allMatch(bound);
        String figures = judged.stream()
                .map(row -> "%s (%s)".formatted(number(figure.applyAsDouble(row)), Table.params(row.params())))
                .collect(joining(", "));
        return "%-7s %s: %s%n".formatted(isMet ? "met" : "missed", name, figures);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
