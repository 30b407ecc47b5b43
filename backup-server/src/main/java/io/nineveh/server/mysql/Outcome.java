package io.nineveh.server.mysql;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a statement that did not fail comes to. */
public sealed interface Outcome {

    /** Done, without rows. */
    static Outcome ok() {
        return new Ok(0, "");
    }

    /**
     * Done, without rows.
     *
     * @param message for people; empty for none
     */
    record Ok(long affectedRows, String message) implements Outcome {
        public Ok {
            requireNonNull(message, "message");
        }
    }

    /**
     * A result set.
     *
     * @param columns at least one
     * @param rows whose values stand in the order of the columns; to be closed by who gets this outcome
     */
    record Rows(List<ColumnDefinition> columns, RowSource rows) implements Outcome {
        public Rows {
            columns = List.copyOf(columns);
            requireNonNull(rows, "rows");
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("a result set has at least one column");
            }
        }
    }
}
