package io.nineveh.demo;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A result set as text, NULL as {@code NULL}. */
record ResultTable(List<String> columns, List<List<String>> rows) {
    private static final int WIDEST_LINE = 140;

    static ResultTable read(ResultSet results) throws SQLException {
        ResultSetMetaData metaData = results.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(metaData.getColumnLabel(i));
        }
        List<List<String>> rows = new ArrayList<>();
        while (results.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                String value = results.getString(i);
                row.add(value == null ? "NULL" : value);
            }
            rows.add(List.copyOf(row));
        }
        return new ResultTable(List.copyOf(columns), List.copyOf(rows));
    }

    /** A cell of a row, by the column's label. */
    String cell(int row, String column) {
        return rows.get(row).get(columns.indexOf(column));
    }

    /** The same rows with some of their columns. */
    ResultTable only(List<String> labels) {
        List<Integer> indexes = labels.stream().map(columns::indexOf).toList();
        return new ResultTable(
                labels,
                rows.stream()
                        .map(row -> indexes.stream().map(row::get).toList())
                        .toList());
    }

    /** A table as the mysql command line prints it; a row too wide for a line is printed a column a line. */
    String format() {
        int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        boolean hasLineBreak = rows.stream().flatMap(List::stream).anyMatch(cell -> cell.indexOf('\n') >= 0);
        if (hasLineBreak || IntStream.of(widths).map(width -> width + 3).sum() > WIDEST_LINE) {
            return formatVertically();
        }
        StringBuilder text = new StringBuilder();
        appendRow(text, columns, widths);
        appendRow(text, IntStream.of(widths).mapToObj("-"::repeat).toList(), widths);
        rows.forEach(row -> appendRow(text, row, widths));
        return text.toString();
    }

    private String formatVertically() {
        int widest = columns.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("*** row %d ***%n".formatted(i + 1));
            for (int j = 0; j < columns.size(); j++) {
                text.append(("%" + widest + "s: %s%n")
                        .formatted(columns.get(j), rows.get(i).get(j)));
            }
        }
        return text.toString();
    }

    private int width(int column) {
        return Math.max(
                columns.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private static void appendRow(StringBuilder text, List<String> cells, int[] widths) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(("| %-" + widths[i] + "s ").formatted(cells.get(i)));
        }
        text.append("|\n");
    }
}
