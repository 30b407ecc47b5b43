package io.nineveh.tablet;

import com.google.common.collect.Iterables;
import io.nineveh.tablet.RowTexts.BadLine;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;

/** Puts the rows of one file into the temporary table of {@link RawRows}. For one thread. */
final class RowAppender {
    private static final int ROWS_BETWEEN_CHECKS = 10_000;

    private final DuckDBAppender appender;
    private final int fileIndex;
    private final int columns;
    private final List<Optional<String>> inPath;
    private final FileLoad.Progress progress;
    private long appended;

    /**
     * For a file.
     *
     * @param columns how many values a row has in the file
     * @param inPath the values that all rows have behind those
     */
    RowAppender(
            DuckDBAppender appender,
            int fileIndex,
            int columns,
            List<Optional<String>> inPath,
            FileLoad.Progress progress) {
        this.appender = appender;
        this.fileIndex = fileIndex;
        this.columns = columns;
        this.inPath = inPath;
        this.progress = progress;
    }

    /** Rows that may turn out to be none. */
    interface Rows {
        List<List<Optional<String>>> read() throws BadLine;
    }

    /** Adds the rows that begin with a line; a bad one, which says why, when they are none. */
    void append(long line, Rows rows) throws SQLException {
        List<List<Optional<String>>> all;
        Optional<String> problem = Optional.empty();
        try {
            all = rows.read();
        } catch (BadLine e) {
            all = List.of(Collections.nCopies(columns, Optional.empty()));
            problem = Optional.of(String.valueOf(e.getMessage()));
        }
        for (List<Optional<String>> values : all) {
            if (++appended % ROWS_BETWEEN_CHECKS == 0) {
                progress.check();
            }
            appender.beginRow().append(fileIndex).append(line);
            append(problem);
            for (Optional<String> value : Iterables.concat(values, inPath)) {
                append(value);
            }
            appender.endRow();
        }
    }

    private void append(Optional<String> value) throws SQLException {
        if (value.isPresent()) {
            appender.append(value.get());
        } else {
            appender.appendNull();
        }
    }
}
