package io.nineveh.server.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code SELECT @@variable, DATABASE(), 1 … [FROM DUAL] [LIMIT n]}, read after its first word. */
final class SelectOfSession {
    private static final int DIGITS_OF_BIGINT = 18;

    private final StatementScanner scanner;
    private final SessionVariables variables;
    private final SessionInformation information;
    private final Optional<String> database;

    /** @param value empty for NULL */
    private record Item(MySqlType type, Optional<String> value) {}

    SelectOfSession(
            StatementScanner scanner,
            SessionVariables variables,
            SessionInformation information,
            Optional<String> database) {
        this.scanner = scanner;
        this.variables = variables;
        this.information = information;
        this.database = database;
    }

    /** Empty when something else is selected too. */
    Optional<Outcome> answer() {
        List<ColumnDefinition> columns = new ArrayList<>();
        List<Optional<String>> row = new ArrayList<>();
        do {
            int start = scanner.position();
            Optional<Item> item = item();
            if (item.isEmpty()) {
                return Optional.empty();
            }
            String text = scanner.textSince(start);
            columns.add(new ColumnDefinition(alias().orElse(text), item.get().type()));
            row.add(item.get().value());
        } while (scanner.acceptSymbol(","));
        boolean fromElsewhere = scanner.accept("FROM") && !scanner.accept("DUAL");
        Optional<String> limit = scanner.accept("LIMIT") ? scanner.number() : Optional.of("1");
        if (fromElsewhere || limit.isEmpty() || !scanner.isAtEnd()) {
            return Optional.empty();
        }
        List<List<Optional<String>>> rows = limit.get().matches("0+") ? List.of() : List.of(row);
        return Optional.of(new Outcome.Rows(columns, RowSource.of(rows)));
    }

    private Optional<Item> item() {
        if (scanner.acceptSymbol("@@")) {
            return variable();
        }
        Optional<String> number = scanner.number().filter(digits -> digits.length() <= DIGITS_OF_BIGINT);
        if (number.isPresent()) {
            return Optional.of(new Item(MySqlType.BIGINT, number));
        }
        Optional<String> function = scanner.acceptAny(
                "DATABASE",
                "SCHEMA",
                "VERSION",
                "CONNECTION_ID",
                "USER",
                "SESSION_USER",
                "SYSTEM_USER",
                "CURRENT_USER",
                "LAST_INSERT_ID");
        if (function.isEmpty()) {
            return Optional.empty();
        }
        boolean parentheses = scanner.acceptSymbol("(") && scanner.acceptSymbol(")");
        if (!parentheses && !function.get().equals("CURRENT_USER")) {
            return Optional.empty();
        }
        return Optional.of(call(function.get()));
    }

    private Item call(String function) {
        return switch (function) {
            case "DATABASE", "SCHEMA" -> new Item(MySqlType.VARCHAR, database);
            case "VERSION" ->
                new Item(MySqlType.VARCHAR, Optional.of(information.options().serverVersion()));
            case "CONNECTION_ID" ->
                new Item(
                        MySqlType.BIGINT,
                        Optional.of(Long.toString(information.client().id())));
            case "LAST_INSERT_ID" -> new Item(MySqlType.BIGINT, variables.get("last_insert_id"));
            case "CURRENT_USER" -> new Item(MySqlType.VARCHAR, Optional.of(information.currentUser()));
            default -> new Item(MySqlType.VARCHAR, Optional.of(information.user()));
        };
    }

    private Optional<Item> variable() {
        Optional<String> name = scanner.identifier();
        boolean initial = false;
        if (name.isPresent() && scanner.acceptSymbol(".")) {
            initial = name.get().toLowerCase(Locale.ROOT).equals("global");
            name = scanner.identifier();
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Variable variable = variables.require(name.get());
        Optional<String> value = initial ? variables.initialValue(name.get()) : variables.get(name.get());
        boolean isNumber = variable.form() != Variable.Form.TEXT
                && value.filter(digits -> digits.length() > DIGITS_OF_BIGINT).isEmpty();
        MySqlType type = isNumber ? MySqlType.BIGINT : MySqlType.VARCHAR;
        return Optional.of(new Item(type, value));
    }

    private Optional<String> alias() {
        if (scanner.accept("AS")) {
            return scanner.identifier().or(scanner::string);
        }
        if (scanner.isAt("FROM") || scanner.isAt("LIMIT")) {
            return Optional.empty();
        }
        return scanner.identifier().or(scanner::string);
    }
}
