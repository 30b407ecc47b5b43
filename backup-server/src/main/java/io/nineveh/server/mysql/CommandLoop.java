package io.nineveh.server.mysql;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the commands of an authenticated client, one at a time. Owns the session that they go to. */
final class CommandLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandLoop.class);
    private static final int MULTI_STATEMENTS_ON = 0;

    private final ClientConnection client;
    private final PacketChannel channel;
    private final Replies replies;
    private final SessionFactory sessions;
    private final MySqlOptions options;
    private final Occupation occupation;
    private final Connections connections;
    private final PreparedStatements prepared;
    private volatile Session session;

    CommandLoop(
            ClientConnection client,
            PacketChannel channel,
            Replies replies,
            SessionFactory sessions,
            MySqlOptions options,
            Occupation occupation,
            Connections connections) {
        this.client = client;
        this.channel = channel;
        this.replies = replies;
        this.sessions = sessions;
        this.options = options;
        this.occupation = occupation;
        this.connections = connections;
        this.prepared = new PreparedStatements(options);
        this.session = sessions.open(client, connections);
    }

    /** Called by other threads. */
    void interrupt() {
        session.interrupt();
    }

    /** Tells the client that it is welcome, or why not; false for that. */
    boolean welcome(Optional<String> database) throws IOException {
        try {
            database.ifPresent(session::use);
            occupation.database(session.database());
            replies.ok(0, "");
            return true;
        } catch (SqlException e) {
            replies.error(e);
            return false;
        }
    }

    /** Until the client quits or closes the connection, or the server stops. */
    void run() throws IOException {
        while (occupation.becomeIdle()) {
            Optional<byte[]> payload =
                    channel.readCommand(options.waitTimeout(), options.readTimeout(), options.maxAllowedPacket());
            if (payload.isEmpty() || !occupation.becomeBusy() || !answer(new PayloadReader(payload.get()))) {
                return;
            }
            occupation.database(session.database());
        }
    }

    private boolean answer(PayloadReader payload) throws IOException {
        int code = payload.readInt1();
        Optional<Command> command = Command.of(code);
        if (command.isEmpty()) {
            replies.error(
                    ErrorCode.UNKNOWN_COMMAND,
                    "Unknown command: this server does not know command %d of the protocol".formatted(code));
            return true;
        }
        switch (command.get()) {
            case QUIT -> {
                return false;
            }
            case PING -> replies.ok(0, "");
            case QUERY -> attempt(() -> send(session.execute(payload.readRestAsText()), RowFormat.TEXT));
            case INIT_DB ->
                attempt(() -> {
                    session.use(payload.readRestAsText());
                    replies.ok(0, "");
                });
            case RESET_CONNECTION -> attempt(this::reset);
            case SET_OPTION -> setOption(payload.readInt2());
            case STMT_PREPARE -> attempt(() -> prepare(payload.readRestAsText()));
            case STMT_EXECUTE -> attempt(() -> send(session.execute(prepared.bind(payload)), RowFormat.BINARY));
            case STMT_SEND_LONG_DATA -> prepared.addLongData(payload);
            case STMT_RESET ->
                attempt(() -> {
                    prepared.reset(payload.readInt4());
                    replies.ok(0, "");
                });
            case STMT_CLOSE -> prepared.close(payload.readInt4());
            case STMT_FETCH ->
                replies.error(
                        ErrorCode.NO_OPEN_CURSOR,
                        "The statement (%d) has no open cursor: this server sends all rows of a result at once"
                                .formatted(payload.readInt4()));
        }
        return true;
    }

    private void prepare(String sql) throws IOException {
        PreparedText text = PreparedText.of(sql);
        replies.prepared(prepared.add(text), text.parameters());
    }

    private void send(Outcome outcome, RowFormat format) throws IOException {
        if (outcome instanceof Outcome.Ok ok) {
            replies.ok(ok.affectedRows(), ok.message());
        } else if (outcome instanceof Outcome.Rows rows) {
            try (RowSource source = rows.rows()) {
                replies.rows(rows.columns(), source, format);
            }
            replies.endOfRows();
        }
    }

    /** A session as new, in the same database. */
    private void reset() throws IOException {
        Session old = session;
        Optional<String> database = old.database();
        session = sessions.open(client, connections);
        old.close();
        prepared.clear();
        database.ifPresent(session::use);
        replies.ok(0, "");
    }

    private void setOption(int option) throws IOException {
        if (option == MULTI_STATEMENTS_ON) {
            replies.error(
                    ErrorCode.NOT_SUPPORTED,
                    "Several statements in one are not supported: send them one at a time (Connector/J:"
                            + " allowMultiQueries=false, rewriteBatchedStatements=false)");
        } else {
            replies.endOfRows();
        }
    }

    /** Work that ends with a reply, or with an exception. */
    private interface Work {
        void run() throws IOException;
    }

    private void attempt(Work work) throws IOException {
        try {
            work.run();
        } catch (SqlException e) {
            LOG.debug("a statement of connection {} failed with error {}", client.id(), e.code(), e);
            replies.error(e);
        } catch (RuntimeException e) {
            LOG.error("a statement of connection {} failed unexpectedly", client.id(), e);
            replies.error(
                    ErrorCode.GENERAL,
                    "Internal error; the server's log tells what happened on connection " + client.id());
        } catch (StackOverflowError e) {
            LOG.warn("a statement of connection {} is nested too deeply", client.id());
            replies.error(ErrorCode.SYNTAX, "The statement is nested too deeply; use fewer levels of parentheses");
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
