package io.nineveh.server.mysql;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The prepared statements of one connection, by their numbers. For one thread at a time. */
final class PreparedStatements {
    private final MySqlOptions options;
    private final Map<Integer, PreparedStatement> statements = new HashMap<>();
    private int last;

    PreparedStatements(MySqlOptions options) {
        this.options = options;
    }

    /**
     * Keeps a statement until it is closed; its number.
     *
     * @throws SqlException error 1461 when there are too many already
     */
    int add(PreparedText text) {
        if (statements.size() >= options.maxPreparedStatements()) {
            throw new SqlException(
                    ErrorCode.TOO_MANY_PREPARED_STATEMENTS,
                    "Can't create more than max_prepared_stmt_count statements (current value: %d): a connection can have no more; close some"
                            .formatted(options.maxPreparedStatements()));
        }
        last++;
        statements.put(last, new PreparedStatement(text, options.maxAllowedPacket()));
        return last;
    }

    /**
     * Reads what a statement is to be executed with; the statement as text.
     *
     * @throws SqlException also for a value that cannot be a parameter; the statement stays as it was
     */
    String bind(PayloadReader payload) throws IOException {
        return require(payload.readInt4(), "EXECUTE").bind(payload);
    }

    /** There is no reply to this: what is wrong with it is told when the statement is executed. */
    void addLongData(PayloadReader payload) throws IOException {
        PreparedStatement statement = statements.get(payload.readInt4());
        if (statement != null) {
            statement.addLongData(payload.readInt2(), payload.readRest());
        }
    }

    /** Forgets the long data of a statement. */
    void reset(int number) {
        require(number, "RESET").forgetLongData();
    }

    /** Without effect when there is no such statement. */
    void close(int number) {
        statements.remove(number);
    }

    /** Closes all of them. */
    void clear() {
        statements.clear();
    }

    private PreparedStatement require(int number, String command) {
        PreparedStatement statement = statements.get(number);
        if (statement == null) {
            throw new SqlException(
                    ErrorCode.UNKNOWN_PREPARED_STATEMENT,
                    "Unknown prepared statement handler (%s) given to %s"
                            .formatted(Integer.toUnsignedString(number), command));
        }
        return statement;
    }
}
