package io.nineveh.server.sql.session;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.server.mysql.Connections;
import io.nineveh.server.mysql.DriverStatements;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.Session;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.server.sql.ServerParts;
import io.nineveh.server.sql.SqlErrors;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.parse.StatementParser;
import io.nineveh.server.sql.parse.SyntaxException;
import java.util.Optional;

/** The statements of one connection. */
public final class SqlSession implements Session {
    private final ServerParts parts;
    private final DriverStatements driverStatements;
    private final Connections connections;
    private final Thread thread = Thread.currentThread();
    private Optional<String> database = Optional.empty();

    /**
     * A session of this thread, without a database.
     *
     * @param driverStatements of this session: they answer first
     */
    public SqlSession(ServerParts parts, DriverStatements driverStatements, Connections connections) {
        this.parts = requireNonNull(parts, "parts");
        this.driverStatements = requireNonNull(driverStatements, "driverStatements");
        this.connections = requireNonNull(connections, "connections");
    }

    @Override
    public Outcome execute(String sql) {
        return driverStatements.answer(sql, database).orElseGet(() -> carryOut(sql));
    }

    private Outcome carryOut(String sql) {
        try {
            return StatementParser.parse(sql).execute(new StatementContext(parts, this, connections));
        } catch (SyntaxException e) {
            throw new SqlException(ErrorCode.SYNTAX, e.getMessage(), e);
        } catch (RefusedException e) {
            throw SqlErrors.of(e);
        }
    }

    @Override
    public Optional<String> database() {
        return database;
    }

    @Override
    public void use(String name) {
        try {
            database = Optional.of(parts.catalog().requireDatabase(name).name());
        } catch (RefusedException e) {
            throw SqlErrors.of(e);
        }
    }

    @Override
    public void interrupt() {
        parts.engine().interrupt(thread);
    }

    @Override
    public void close() {}
}
