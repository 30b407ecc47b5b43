package io.nineveh.server.mysql;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What can follow a {@code SHOW} statement: nothing, {@code LIKE "pattern"} on the first column, or {@code WHERE} with
 * {@code =}, {@code LIKE} and {@code IN} on columns, joined by {@code AND} and {@code OR}.
 */
final class ShowFilter {
    private final StatementScanner scanner;
    private final List<String> columns;

    ShowFilter(StatementScanner scanner, List<String> columns) {
        this.scanner = scanner;
        this.columns = columns;
    }

    /** Which rows are to be shown; empty when the condition is of another form. */
    Optional<Predicate<List<String>>> read() {
        if (scanner.accept("LIKE")) {
            return scanner.string().map(pattern -> like(0, pattern));
        }
        return scanner.accept("WHERE") ? alternatives() : Optional.of(row -> true);
    }

    private Optional<Predicate<List<String>>> alternatives() {
        Optional<Predicate<List<String>>> all = conjunction();
        while (all.isPresent() && scanner.accept("OR")) {
            Predicate<List<String>> left = all.get();
            all = conjunction().map(left::or);
        }
        return all;
    }

    private Optional<Predicate<List<String>>> conjunction() {
        Optional<Predicate<List<String>>> all = comparison();
        while (all.isPresent() && scanner.accept("AND")) {
            Predicate<List<String>> left = all.get();
            all = comparison().map(left::and);
        }
        return all;
    }

    private Optional<Predicate<List<String>>> comparison() {
        Optional<Integer> column = scanner.identifier().flatMap(this::columnNamed);
        if (column.isEmpty()) {
            return Optional.empty();
        }
        int index = column.get();
        if (scanner.acceptSymbol("=")) {
            return scanner.string().map(value -> equal(index, value));
        }
        if (scanner.accept("LIKE")) {
            return scanner.string().map(pattern -> like(index, pattern));
        }
        return scanner.accept("IN") ? in(index) : Optional.empty();
    }

    private Optional<Integer> columnNamed(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).equalsIgnoreCase(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Optional<Predicate<List<String>>> in(int column) {
        if (!scanner.acceptSymbol("(")) {
            return Optional.empty();
        }
        Predicate<List<String>> any = row -> false;
        do {
            Optional<String> value = scanner.string();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            any = any.or(equal(column, value.get()));
        } while (scanner.acceptSymbol(","));
        return scanner.acceptSymbol(")") ? Optional.of(any) : Optional.empty();
    }

    private static Predicate<List<String>> equal(int column, String value) {
        return row -> row.get(column).equalsIgnoreCase(value);
    }

    private static Predicate<List<String>> like(int column, String pattern) {
        LikePattern like = new LikePattern(pattern);
        return row -> like.matches(row.get(column));
    }
}
