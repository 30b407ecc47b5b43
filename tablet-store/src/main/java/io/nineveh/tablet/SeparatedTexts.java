package io.nineveh.tablet;

import io.nineveh.tablet.CsvQuotes.DoubleQuotes;
import io.nineveh.tablet.FileFormat.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of a row of a CSV file. */
record SeparatedTexts(Csv csv, int columns) implements RowTexts {

    @Override
    public List<List<Optional<String>>> rows(String line) throws BadLine {
        List<Optional<String>> values = new ArrayList<>(columns);
        int position = 0;
        while (position <= line.length()) {
            position =
                    isEnclosed(line, position) ? addEnclosed(line, position, values) : addBare(line, position, values);
        }
        if (values.size() != columns) {
            throw new BadLine("%d columns, and %d are expected".formatted(values.size(), columns));
        }
        return List.of(values);
    }

    private boolean isEnclosed(String line, int position) {
        return position < line.length()
                && csv.quotes()
                        .enclose()
                        .filter(enclose -> enclose == line.charAt(position))
                        .isPresent();
    }

    /** Returns where the next value begins; behind the end of the line there is none. */
    private int addBare(String line, int start, List<Optional<String>> values) {
        int found = line.indexOf(csv.columnSeparator(), start);
        int end = found < 0 ? line.length() : found;
        values.add(value(trimmed(line.substring(start, end))));
        return found < 0 ? line.length() + 1 : end + csv.columnSeparator().length();
    }

    private int addEnclosed(String line, int start, List<Optional<String>> values) throws BadLine {
        char enclose = line.charAt(start);
        char escape = csv.quotes().escape();
        StringBuilder text = new StringBuilder();
        int position = start + 1;
        while (true) {
            if (position >= line.length()) {
                throw new BadLine("the value that begins with %s is not closed".formatted(enclose));
            }
            char character = line.charAt(position);
            char next = position + 1 < line.length() ? line.charAt(position + 1) : '\0';
            if (character == enclose && next != enclose) {
                break;
            }
            boolean isPair = character == enclose || (character == escape && (next == enclose || next == escape));
            text.append(isPair ? next : character);
            position += isPair ? 2 : 1;
        }
        values.add(value(text.toString()));
        int end = position + 1;
        if (end < line.length() && !line.startsWith(csv.columnSeparator(), end)) {
            throw new BadLine("a value goes on behind the %s that closes it".formatted(enclose));
        }
        return end < line.length() ? end + csv.columnSeparator().length() : end + 1;
    }

    private String trimmed(String text) {
        boolean isQuoted = csv.quotes().doubleQuotes() == DoubleQuotes.TRIMMED
                && text.length() > 1
                && text.startsWith("\"")
                && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    private static Optional<String> value(String text) {
        return text.equals(Csv.NULL) ? Optional.empty() : Optional.of(text);
    }

    @Override
    public boolean isSkipped(String line) {
        return line.isEmpty() && columns > 1;
    }
}
