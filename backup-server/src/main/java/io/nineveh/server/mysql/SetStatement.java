package io.nineveh.server.mysql;

import java.util.Locale;
import java.util.Optional;

/**
 * {@code SET} of what belongs to a session, read after its first word. All of a statement's assignments are made, or none.
 */
final class SetStatement {
    private final StatementScanner scanner;
    private SessionVariables variables;

    SetStatement(StatementScanner scanner, SessionVariables variables) {
        this.scanner = scanner;
        this.variables = variables;
    }

    /**
     * The variables as they are afterwards; empty when the statement sets something that is not a variable.
     *
     * @throws SqlException when it cannot be carried out
     */
    Optional<SessionVariables> answer() {
        if (scanner.isAt("PASSWORD") || scanner.isAt("PROPERTY") || scanner.isAt("ROLE") || scanner.isAt("DEFAULT")) {
            return Optional.empty();
        }
        do {
            assignment();
        } while (scanner.acceptSymbol(","));
        if (!scanner.isAtEnd()) {
            throw scanner.unexpected("the statement should end here");
        }
        return Optional.of(variables);
    }

    private void assignment() {
        if (scanner.acceptSymbol("@@")) {
            String name = name();
            if (scanner.acceptSymbol(".")) {
                refuseGlobal(name);
                name = name();
            }
            assign(name);
        } else if (scanner.acceptSymbol("@")) {
            throw new SqlException(
                    ErrorCode.NOT_SUPPORTED, "User variables (@name) are not supported: write the value itself");
        } else if (scanner.accept("NAMES")) {
            names();
        } else if (scanner.accept("CHARSET")) {
            characterSet();
        } else if (scanner.accept("CHARACTER")) {
            if (!scanner.accept("SET")) {
                throw scanner.unexpected("CHARACTER SET expected");
            }
            characterSet();
        } else {
            scanner.acceptAny("GLOBAL", "PERSIST", "PERSIST_ONLY").ifPresent(SetStatement::refuseGlobal);
            scanner.acceptAny("SESSION", "LOCAL");
            if (scanner.accept("TRANSACTION")) {
                transaction();
            } else {
                assign(name());
            }
        }
    }

    private static void refuseGlobal(String scope) {
        switch (scope.toUpperCase(Locale.ROOT)) {
            case "SESSION", "LOCAL" -> {}
            default ->
                throw new SqlException(
                        ErrorCode.NOT_SUPPORTED,
                        "SET %s is not supported: settings of the server stand in its configuration file"
                                .formatted(scope.toUpperCase(Locale.ROOT)));
        }
    }

    private String name() {
        return scanner.identifier().orElseThrow(() -> scanner.unexpected("a variable's name expected"));
    }

    private void assign(String name) {
        if (!scanner.acceptSymbol("=") && !scanner.acceptSymbol(":=")) {
            throw scanner.unexpected("= expected after " + name);
        }
        if (scanner.accept("DEFAULT")) {
            variables = variables.withInitial(name);
        } else {
            variables = variables.with(name, expression());
        }
    }

    /** Empty for NULL. */
    private Optional<String> expression() {
        if (scanner.acceptSymbol("@@")) {
            String name = name();
            return variables.get(scanner.acceptSymbol(".") ? name() : name);
        }
        if (scanner.accept("NULL")) {
            return Optional.empty();
        }
        if (scanner.accept("CONCAT")) {
            return Optional.of(concatenation());
        }
        boolean negative = scanner.acceptSymbol("-");
        return Optional.of((negative ? "-" : "")
                + scanner.string()
                        .or(scanner::number)
                        .or(scanner::identifier)
                        .orElseThrow(() -> scanner.unexpected("a value expected")));
    }

    private String concatenation() {
        if (!scanner.acceptSymbol("(")) {
            throw scanner.unexpected("( expected after CONCAT");
        }
        StringBuilder text = new StringBuilder();
        do {
            expression().ifPresent(text::append);
        } while (scanner.acceptSymbol(","));
        if (!scanner.acceptSymbol(")")) {
            throw scanner.unexpected(") expected");
        }
        return text.toString();
    }

    private void names() {
        if (scanner.accept("DEFAULT")) {
            useCharacterSet("utf8mb4");
            return;
        }
        useCharacterSet(characterSetName());
        if (scanner.accept("COLLATE")) {
            variables = variables.with("collation_connection", Optional.of(characterSetName()));
        }
    }

    private void characterSet() {
        useCharacterSet(scanner.accept("DEFAULT") ? "utf8mb4" : characterSetName());
    }

    private String characterSetName() {
        return scanner.string()
                .or(scanner::identifier)
                .orElseThrow(() -> scanner.unexpected("a character set or collation expected"));
    }

    private void useCharacterSet(String name) {
        Optional<String> value = Optional.of(name);
        variables = variables
                .with("character_set_client", value)
                .with("character_set_connection", value)
                .with("character_set_results", value);
    }

    private void transaction() {
        do {
            if (scanner.accept("READ")) {
                String readOnly = scanner.acceptAny("ONLY", "WRITE")
                        .orElseThrow(() -> scanner.unexpected("ONLY or WRITE expected"));
                variables = variables.with("transaction_read_only", Optional.of(readOnly.equals("ONLY") ? "1" : "0"));
            } else if (scanner.accept("ISOLATION") && scanner.accept("LEVEL")) {
                variables = variables.with("transaction_isolation", Optional.of(isolationLevel()));
            } else {
                throw scanner.unexpected("ISOLATION LEVEL, READ ONLY or READ WRITE expected");
            }
        } while (scanner.acceptSymbol(","));
    }

    private String isolationLevel() {
        String first = scanner.acceptAny("READ", "REPEATABLE", "SERIALIZABLE")
                .orElseThrow(() -> scanner.unexpected("an isolation level expected"));
        if (first.equals("SERIALIZABLE")) {
            return first;
        }
        String second = scanner.acceptAny("COMMITTED", "UNCOMMITTED", "READ")
                .orElseThrow(() -> scanner.unexpected("an isolation level expected"));
        return first + "-" + second;
    }
}
