package io.nineveh.server.mysql;

import java.util.Optional;

/**
 * Answers the statements that MySQL drivers and command lines send by themselves: when they connect, to learn about the
 * server and to set up their session, and later to see whether it is still there. It answers truthfully; a setting that
 * would change what statements do, and that this server does not have, is refused.
 *
 * <ul>
 *   <li>{@code SELECT} of system variables, of {@code DATABASE()}, {@code VERSION()}, {@code CONNECTION_ID()}, {@code
 *       USER()} and {@code CURRENT_USER()}, and of whole numbers ({@code SELECT 1})
 *   <li>{@code SET} of session variables, {@code SET NAMES}, {@code SET SESSION TRANSACTION}
 *   <li>{@code SHOW VARIABLES}, {@code STATUS}, {@code WARNINGS}, {@code ERRORS}, {@code COLLATION}, {@code CHARACTER SET}
 *       and {@code ENGINES}; {@code SHOW TRIGGERS}, {@code EVENTS}, {@code PROCEDURE STATUS} and {@code FUNCTION STATUS},
 *       of which there are none
 *   <li>{@code COMMIT} and {@code ROLLBACK}, which have nothing to do: every statement commits by itself. {@code BEGIN} is
 *       refused for that reason.
 * </ul>
 *
 * <p>Belongs to one session and its thread.
 */
public final class DriverStatements {
    private final SessionInformation information;
    private SessionVariables variables;

    public DriverStatements(ClientConnection client, MySqlOptions options) {
        this.information = new SessionInformation(client, options);
        this.variables = SessionVariables.initial(options);
    }

    /** As the statements so far have set them. */
    public SessionVariables variables() {
        return variables;
    }

    /**
     * Answers a statement if it is one of those.
     *
     * @param database the session's current one
     * @return empty when the statement is another, which is then not judged at all
     * @throws SqlException when it is one of those and cannot be carried out
     */
    public Optional<Outcome> answer(String sql, Optional<String> database) {
        StatementScanner scanner = new StatementScanner(sql);
        if (scanner.accept("SELECT")) {
            return new SelectOfSession(scanner, variables, information, database).answer();
        }
        if (scanner.accept("SHOW")) {
            return new ShowOfSession(scanner, variables, information).answer();
        }
        if (scanner.accept("SET")) {
            return new SetStatement(scanner, variables).answer().map(changed -> {
                variables = changed;
                return Outcome.ok();
            });
        }
        return answerTransaction(scanner);
    }

    private static Optional<Outcome> answerTransaction(StatementScanner scanner) {
        Optional<String> verb = scanner.acceptAny("COMMIT", "ROLLBACK", "BEGIN", "START");
        if (verb.isEmpty()) {
            return Optional.empty();
        }
        boolean begins = verb.get().equals("BEGIN");
        if (verb.get().equals("START")) {
            begins = scanner.accept("TRANSACTION");
            if (!begins) {
                return Optional.empty();
            }
        }
        if (begins) {
            throw new SqlException(
                    ErrorCode.NOT_SUPPORTED,
                    "Transactions of several statements are not supported: every statement commits by itself");
        }
        scanner.accept("WORK");
        if (!scanner.isAtEnd()) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.Ok(0, "Nothing to do: every statement commits by itself"));
    }
}
