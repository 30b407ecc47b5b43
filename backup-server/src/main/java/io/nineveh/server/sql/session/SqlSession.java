package io.nineveh.server.sql.session;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.server.mysql.ClientConnection;
import io.nineveh.server.mysql.Connections;
import io.nineveh.server.mysql.DriverStatements;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.Session;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.server.sql.ServerParts;
import io.nineveh.server.sql.SqlErrors;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.access.Access;
import io.nineveh.server.sql.access.Need;
import io.nineveh.server.sql.access.TemporaryTables;
import io.nineveh.server.sql.parse.StatementParser;
import io.nineveh.server.sql.parse.SyntaxException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statements of one connection. */
public final class SqlSession implements Session {
    private static final Logger LOG = LoggerFactory.getLogger(SqlSession.class);

    private final ServerParts parts;
    private final ClientConnection client;
    private final DriverStatements driverStatements;
    private final Connections connections;
    private final Thread thread = Thread.currentThread();
    private final TemporaryTables temporaryTables;
    private Optional<String> database = Optional.empty();

    /**
     * A session of this thread, without a database.
     *
     * @param client whose statements these are, while the user is there
     * @param driverStatements of this session: they answer first
     */
    public SqlSession(
            ServerParts parts, ClientConnection client, DriverStatements driverStatements, Connections connections) {
        this.parts = requireNonNull(parts, "parts");
        this.client = requireNonNull(client, "client");
        this.driverStatements = requireNonNull(driverStatements, "driverStatements");
        this.connections = requireNonNull(connections, "connections");
        this.temporaryTables = new TemporaryTables(parts.catalog(), client.id());
    }

    @Override
    public Outcome execute(String sql) {
        Access access = access();
        return driverStatements.answer(sql, database).orElseGet(() -> carryOut(sql, access));
    }

    /** What the user may do now, if it is still the one who logged in. */
    private Access access() {
        return parts.accounts()
                .users()
                .find(client.user())
                .filter(user -> user.id() == client.accountId())
                .map(user -> new Access(user, client, temporaryTables))
                .orElseThrow(() -> new SqlException(
                        ErrorCode.ACCESS_DENIED,
                        "Access denied for user '%s'@'%s': the user has been dropped"
                                .formatted(client.user(), client.host())));
    }

    private Outcome carryOut(String sql, Access access) {
        try {
            Statement statement = StatementParser.parse(sql);
            StatementContext context =
                    new StatementContext(parts, this, driverStatements.variables(), access, connections);
            statement.needs(context).forEach(access::require);
            return statement.execute(context);
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
        access().require(Need.toSeeDatabase(name));
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
    public void close() {
        try {
            parts.droppedTablets().drop(temporaryTables.dropAll());
        } catch (RuntimeException e) {
            LOG.warn("the temporary tables of connection {} cannot be dropped; the next start does", client.id(), e);
        }
    }
}
