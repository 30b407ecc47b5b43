package io.nineveh.server.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Sessions that answer what drivers send by themselves and the statements they were taught, and remember what they were asked. */
final class TestSessions implements SessionFactory {
    final List<String> statements = new CopyOnWriteArrayList<>();
    final List<ClientConnection> opened = new CopyOnWriteArrayList<>();
    final List<ClientConnection> interrupted = new CopyOnWriteArrayList<>();
    final List<ClientConnection> closed = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<Outcome>> answers = new ConcurrentHashMap<>();

    private final MySqlOptions options;

    TestSessions(MySqlOptions options) {
        this.options = options;
    }

    TestSessions answering(String statement, Supplier<Outcome> outcome) {
        answers.put(statement, outcome);
        return this;
    }

    /** A result set of one text column. */
    static Outcome.Rows oneColumn(String name, String... values) {
        List<List<Optional<String>>> rows = new ArrayList<>();
        for (String value : values) {
            rows.add(List.of(Optional.of(value)));
        }
        return new Outcome.Rows(List.of(ColumnDefinition.text(name)), RowSource.of(rows));
    }

    @Override
    public Session open(ClientConnection connection, Connections connections) {
        opened.add(connection);
        return new Session() {
            private final DriverStatements driverStatements = new DriverStatements(connection, options);
            private Optional<String> database = Optional.empty();

            @Override
            public Outcome execute(String sql) {
                Optional<Outcome> own = driverStatements.answer(sql, database);
                if (own.isPresent()) {
                    return own.get();
                }
                statements.add(sql);
                Supplier<Outcome> answer = answers.get(sql);
                if (answer == null) {
                    throw new SqlException(ErrorCode.SYNTAX, "syntax error at '" + sql + "'");
                }
                return answer.get();
            }

            @Override
            public void interrupt() {
                interrupted.add(connection);
            }

            @Override
            public Optional<String> database() {
                return database;
            }

            @Override
            public void use(String name) {
                if (!name.equals("sales")) {
                    throw new SqlException(ErrorCode.UNKNOWN_DATABASE, "Unknown database '" + name + "'");
                }
                database = Optional.of(name);
            }

            @Override
            public void close() {
                closed.add(connection);
            }
        };
    }
}
