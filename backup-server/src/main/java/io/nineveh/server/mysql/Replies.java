package io.nineveh.server.mysql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the packets that answer a command. */
final class Replies {
    /** Every statement commits by itself, and none of them leaves a warning behind. */
    private static final int STATUS_AUTOCOMMIT = 2;

    private static final int STATUS_MORE_RESULTS = 8;
    private static final int WARNINGS = 0;
    private static final int OK_HEADER = 0x00;
    private static final int EOF_HEADER = 0xfe;
    private static final int ERROR_HEADER = 0xff;
    private static final int FLAG_BLOB = 16;
    private static final int FLAG_BINARY = 128;
    private static final int CHARSET_BINARY = 63;
    private static final int BYTES_PER_CHARACTER = 4;
    private static final int FIXED_FIELDS_LENGTH = 0x0c;

    private final PacketChannel channel;
    private final int capabilities;
    private int status = STATUS_AUTOCOMMIT;

    Replies(PacketChannel channel, int capabilities) {
        this.channel = channel;
        this.capabilities = capabilities;
    }

    static int status() {
        return STATUS_AUTOCOMMIT;
    }

    /** Of the statements of one command, this many are still to be answered after the next reply. */
    void remaining(int statements) {
        status = statements > 0 ? STATUS_AUTOCOMMIT | STATUS_MORE_RESULTS : STATUS_AUTOCOMMIT;
    }

    void ok(long affectedRows, String message) throws IOException {
        writeOk(OK_HEADER, affectedRows, message);
        channel.flush();
    }

    void error(SqlException error) throws IOException {
        error(error.code(), error.sqlState(), error.getMessage());
    }

    void error(ErrorCode error, String message) throws IOException {
        error(error.number(), error.sqlState(), message);
    }

    private void error(int code, String sqlState, String message) throws IOException {
        channel.begin().int1(ERROR_HEADER).int2(code).int1('#').text(sqlState).text(message);
        channel.send();
        channel.flush();
    }

    /** An error that comes before the greeting; clients know the form without SQLSTATE only, as in MySQL itself. */
    static void errorInsteadOfGreeting(PacketChannel channel, ErrorCode error, String message) throws IOException {
        channel.begin().int1(ERROR_HEADER).int2(error.number()).text(message);
        channel.send();
        channel.flush();
    }

    /**
     * Sends columns and rows. The end is left out, for an error can take its place as long as the rows are not closed; it
     * follows with {@link #endOfRows}.
     */
    void rows(List<ColumnDefinition> columns, RowSource rows, RowFormat format) throws IOException {
        channel.begin().lengthEncodedInteger(columns.size());
        channel.send();
        for (ColumnDefinition column : columns) {
            writeColumn(column);
        }
        if (!Capability.has(capabilities, Capability.DEPRECATE_EOF)) {
            writeEof();
        }
        while (rows.next()) {
            List<Optional<String>> values = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                values.add(rows.value(i));
            }
            format.write(channel.begin(), columns, values);
            channel.send();
        }
    }

    /** A statement was prepared. Which columns it will give is told with its rows, not here. */
    void prepared(int statement, int parameters) throws IOException {
        channel.begin()
                .int1(OK_HEADER)
                .int4(statement)
                .int2(0)
                .int2(parameters)
                .int1(0)
                .int2(WARNINGS);
        channel.send();
        ColumnDefinition parameter = ColumnDefinition.text("?");
        for (int i = 0; i < parameters; i++) {
            writeColumn(parameter);
        }
        if (parameters > 0 && !Capability.has(capabilities, Capability.DEPRECATE_EOF)) {
            writeEof();
        }
        channel.flush();
    }

    /** The end of rows and the answer to some commands: an EOF packet where the client still knows those. */
    void endOfRows() throws IOException {
        if (Capability.has(capabilities, Capability.DEPRECATE_EOF)) {
            writeOk(EOF_HEADER, 0, "");
        } else {
            writeEof();
        }
        channel.flush();
    }

    private void writeOk(int header, long affectedRows, String message) throws IOException {
        long lastInsertId = 0;
        PayloadWriter payload = channel.begin()
                .int1(header)
                .lengthEncodedInteger(affectedRows)
                .lengthEncodedInteger(lastInsertId)
                .int2(status)
                .int2(WARNINGS);
        if (!message.isEmpty()) {
            payload.lengthEncodedString(message);
        }
        channel.send();
    }

    private void writeEof() throws IOException {
        channel.begin().int1(EOF_HEADER).int2(WARNINGS).int2(status);
        channel.send();
    }

    /** The columns of a table, for a client that asks for them alone. */
    void fields(List<ColumnDefinition> columns) throws IOException {
        for (ColumnDefinition column : columns) {
            beginColumn(column).int1(PayloadWriter.NULL);
            channel.send();
        }
        endOfRows();
    }

    /** A text that is a packet of its own. */
    void text(String text) throws IOException {
        channel.begin().text(text);
        channel.send();
        channel.flush();
    }

    private void writeColumn(ColumnDefinition column) throws IOException {
        beginColumn(column);
        channel.send();
    }

    private PayloadWriter beginColumn(ColumnDefinition column) {
        MySqlType type = column.type();
        long bytes = type.isText() ? column.length() * BYTES_PER_CHARACTER : column.length();
        int flags = (type == MySqlType.TEXT ? FLAG_BLOB : 0) | (type.isText() || type.isNumber() ? 0 : FLAG_BINARY);
        return channel.begin()
                .lengthEncodedString("def")
                .lengthEncodedString("")
                .lengthEncodedString("")
                .lengthEncodedString("")
                .lengthEncodedString(column.name())
                .lengthEncodedString("")
                .int1(FIXED_FIELDS_LENGTH)
                .int2(type.isText() ? Handshake.CHARSET_UTF8MB4 : CHARSET_BINARY)
                .int4((int) Math.min(0xffff_ffffL, bytes))
                .int1(type.protocolCode())
                .int2(flags)
                .int1(column.decimals())
                .zeros(2);
    }
}
