package io.nineveh.server.mysql;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Rows, given one after the other; it stands before the first. Not for several threads at once. Its methods may throw
 * {@link SqlException}, also after some rows: the client gets those and then the error.
 */
public interface RowSource extends Closeable {

    /** Goes to the next row; false when there is none. */
    boolean next();

    /**
     * A value of the current row in MySQL's text form: {@code 12}, {@code 0.50}, {@code 2026-01-31 23:59:59}, {@code 1}
     * for true.
     *
     * @param column from 0
     * @return empty for NULL
     */
    Optional<String> value(int column);

    /** Frees what the rows hold. Repeating it does nothing. */
    @Override
    void close();

    /** Rows that are in memory, each with as many values as there are columns. */
    static RowSource of(List<List<Optional<String>>> rows) {
        Iterator<List<Optional<String>>> remaining = List.copyOf(rows).iterator();
        return new RowSource() {
            private List<Optional<String>> row = List.of();

            @Override
            public boolean next() {
                boolean more = remaining.hasNext();
                row = more ? remaining.next() : List.of();
                return more;
            }

            @Override
            public Optional<String> value(int column) {
                return row.get(column);
            }

            @Override
            public void close() {}
        };
    }
}
