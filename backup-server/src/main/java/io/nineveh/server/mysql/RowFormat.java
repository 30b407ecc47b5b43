package io.nineveh.server.mysql;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** How the values of a row are sent. */
enum RowFormat {
    /** As texts; the answer to a statement that was sent as text. */
    TEXT {
        @Override
        void write(PayloadWriter payload, List<ColumnDefinition> columns, List<Optional<String>> row) {
            row.forEach(payload::nullableString);
        }
    },
    /** By the types of their columns; the answer to a prepared statement. */
    BINARY {
        @Override
        void write(PayloadWriter payload, List<ColumnDefinition> columns, List<Optional<String>> row) {
            byte[] nulls = new byte[(row.size() + RESERVED_NULLS + 7) / 8];
            for (int i = 0; i < row.size(); i++) {
                if (row.get(i).isEmpty()) {
                    int bit = i + RESERVED_NULLS;
                    nulls[bit / 8] |= (byte) (1 << (bit % 8));
                }
            }
            payload.int1(ROW_HEADER).bytes(nulls);
            for (int i = 0; i < row.size(); i++) {
                if (row.get(i).isPresent()) {
                    writeValue(payload, columns.get(i), row.get(i).get());
                }
            }
        }
    };

    private static final int ROW_HEADER = 0;
    private static final int RESERVED_NULLS = 2;
    private static final int LAST_YEAR = 9999;

    /**
     * Writes a row.
     *
     * @throws SqlException error 1367 for a value that has no form in the protocol
     */
    abstract void write(PayloadWriter payload, List<ColumnDefinition> columns, List<Optional<String>> row);

    private static void writeValue(PayloadWriter payload, ColumnDefinition column, String value) {
        try {
            switch (column.type()) {
                case BOOLEAN, TINYINT -> payload.int1(Integer.parseInt(value));
                case SMALLINT -> payload.int2(Integer.parseInt(value));
                case INT -> payload.int4(Integer.parseInt(value));
                case BIGINT -> payload.int8(Long.parseLong(value));
                case FLOAT -> payload.int4(Float.floatToIntBits(Float.parseFloat(value)));
                case DOUBLE -> payload.int8(Double.doubleToLongBits(Double.parseDouble(value)));
                case DECIMAL, VARCHAR, TEXT -> payload.lengthEncodedString(value);
                case DATE -> BinaryTime.write(payload, within(LocalDate.parse(value)));
                case DATETIME -> {
                    LocalDateTime time = LocalDateTime.parse(value.replace(' ', 'T'));
                    within(time.toLocalDate());
                    BinaryTime.write(payload, time);
                }
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw new SqlException(
                    ErrorCode.ILLEGAL_VALUE,
                    "Illegal %s value '%s' found in column '%s': a prepared statement cannot give it; select it CAST to VARCHAR"
                            .formatted(column.type(), value, column.name()),
                    e);
        }
    }

    private static LocalDate within(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > LAST_YEAR) {
            throw new DateTimeException("no year of MySQL: " + date.getYear());
        }
        return date;
    }
}
