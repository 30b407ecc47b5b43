package io.nineveh.server.mysql;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The {@code SHOW} statements that tell of the server and the session, read after their first word. */
final class ShowOfSession {
    private static final List<String> TRIGGER = List.of(
            "Trigger",
            "Event",
            "Table",
            "Statement",
            "Timing",
            "Created",
            "sql_mode",
            "Definer",
            "character_set_client",
            "collation_connection",
            "Database Collation");
    private static final List<String> EVENT = List.of(
            "Db",
            "Name",
            "Definer",
            "Time zone",
            "Type",
            "Execute at",
            "Interval value",
            "Interval field",
            "Starts",
            "Ends",
            "Status",
            "Originator",
            "character_set_client",
            "collation_connection",
            "Database Collation");
    private static final List<String> ROUTINE = List.of(
            "Db",
            "Name",
            "Type",
            "Definer",
            "Modified",
            "Created",
            "Security_type",
            "Comment",
            "character_set_client",
            "collation_connection",
            "Database Collation");

    private final StatementScanner scanner;
    private final SessionVariables variables;
    private final SessionInformation information;

    ShowOfSession(StatementScanner scanner, SessionVariables variables, SessionInformation information) {
        this.scanner = scanner;
        this.variables = variables;
        this.information = information;
    }

    /** Empty when something else is to be shown. */
    Optional<Outcome> answer() {
        boolean initial = scanner.acceptAny("GLOBAL", "SESSION", "LOCAL")
                .filter("GLOBAL"::equals)
                .isPresent();
        Optional<String> subject = scanner.acceptAny(
                "VARIABLES",
                "STATUS",
                "WARNINGS",
                "ERRORS",
                "COUNT",
                "COLLATION",
                "CHARSET",
                "CHARACTER",
                "STORAGE",
                "ENGINES",
                "TRIGGERS",
                "EVENTS",
                "PROCEDURE",
                "FUNCTION");
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        return switch (subject.get()) {
            case "VARIABLES" -> filtered(List.of("Variable_name", "Value"), variables(initial));
            case "STATUS" -> filtered(List.of("Variable_name", "Value"), status());
            case "WARNINGS", "ERRORS" -> diagnostics();
            case "COUNT" -> numberOfDiagnostics();
            case "COLLATION" ->
                filtered(
                        List.of("Collation", "Charset", "Id", "Default", "Compiled", "Sortlen"),
                        Stream.of(List.of("utf8mb4_general_ci", "utf8mb4", "45", "Yes", "Yes", "1")));
            case "CHARSET" -> characterSets();
            case "CHARACTER" -> scanner.accept("SET") ? characterSets() : Optional.empty();
            case "STORAGE" -> scanner.accept("ENGINES") ? engines() : Optional.empty();
            case "TRIGGERS" -> nothingOfDatabase(TRIGGER);
            case "EVENTS" -> nothingOfDatabase(EVENT);
            case "PROCEDURE", "FUNCTION" ->
                scanner.accept("STATUS") ? filtered(ROUTINE, Stream.of()) : Optional.empty();
            default -> engines();
        };
    }

    private Stream<List<String>> variables(boolean initial) {
        return variables.all().stream().map(variable -> {
            Optional<String> value = initial ? variables.initialValue(variable.name()) : variables.get(variable.name());
            return List.of(variable.name(), listed(variable, value.orElse("")));
        });
    }

    /** Empty where there is no TLS, as in MySQL. */
    private Stream<List<String>> status() {
        Optional<TlsSession> tls = information.client().tls();
        return Stream.of(
                List.of("Ssl_cipher", tls.map(TlsSession::cipherSuite).orElse("")),
                List.of("Ssl_version", tls.map(TlsSession::protocol).orElse("")));
    }

    private static String listed(Variable variable, String value) {
        if (variable.form() != Variable.Form.SWITCH) {
            return value;
        }
        return value.equals("1") ? "ON" : "OFF";
    }

    /** There never are any: what is wrong with a statement is its error. */
    private Optional<Outcome> diagnostics() {
        if (scanner.accept("LIMIT")) {
            scanner.number();
            if (scanner.acceptSymbol(",")) {
                scanner.number();
            }
        }
        if (!scanner.isAtEnd()) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.Rows(
                List.of(
                        ColumnDefinition.text("Level"),
                        new ColumnDefinition("Code", MySqlType.INT),
                        ColumnDefinition.text("Message")),
                RowSource.of(List.of())));
    }

    private Optional<Outcome> numberOfDiagnostics() {
        boolean all = scanner.acceptSymbol("(") && scanner.acceptSymbol("*") && scanner.acceptSymbol(")");
        Optional<String> what = all ? scanner.acceptAny("WARNINGS", "ERRORS") : Optional.empty();
        if (what.isEmpty() || !scanner.isAtEnd()) {
            return Optional.empty();
        }
        String variable = what.get().equals("ERRORS") ? "error_count" : "warning_count";
        return Optional.of(new Outcome.Rows(
                List.of(new ColumnDefinition("@@session." + variable, MySqlType.BIGINT)),
                RowSource.of(List.of(List.of(variables.get(variable))))));
    }

    /** Of the kinds of things in databases that this server does not have. */
    private Optional<Outcome> nothingOfDatabase(List<String> columns) {
        if (scanner.acceptAny("FROM", "IN").isPresent() && scanner.identifier().isEmpty()) {
            return Optional.empty();
        }
        return filtered(columns, Stream.of());
    }

    private Optional<Outcome> characterSets() {
        return filtered(
                List.of("Charset", "Description", "Default collation", "Maxlen"),
                Stream.of(List.of("utf8mb4", "UTF-8 Unicode", "utf8mb4_general_ci", "4")));
    }

    private Optional<Outcome> engines() {
        if (!scanner.isAtEnd()) {
            return Optional.empty();
        }
        return filtered(
                List.of("Engine", "Support", "Comment", "Transactions", "XA", "Savepoints"),
                Stream.of(List.of("OLAP", "DEFAULT", "Tablets of columns, with versions", "NO", "NO", "NO")));
    }

    private Optional<Outcome> filtered(List<String> columns, Stream<List<String>> rows) {
        Optional<Predicate<List<String>>> filter = new ShowFilter(scanner, columns).read();
        if (filter.isEmpty() || !scanner.isAtEnd()) {
            return Optional.empty();
        }
        List<List<Optional<String>>> kept = rows.filter(filter.get())
                .map(row -> row.stream().map(Optional::of).toList())
                .toList();
        return Optional.of(
                new Outcome.Rows(columns.stream().map(ColumnDefinition::text).toList(), RowSource.of(kept)));
    }
}
