package io.nineveh.server.mysql;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the commands of an authenticated client, one at a time. Owns the session that they go to. */
final class CommandLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandLoop.class);
    private static final int MULTI_STATEMENTS_ON = 0;
    private static final int MULTI_STATEMENTS_OFF = 1;

    private final Handshake handshake;
    private final int capabilities;
    private final PacketChannel channel;
    private final Replies replies;
    private final SessionFactory sessions;
    private final MySqlOptions options;
    private final Occupation occupation;
    private final Connections connections;
    private final PreparedStatements prepared;
    private volatile ClientConnection client;
    private volatile Session session;
    private boolean takesSeveralStatements;

    /** @param handshake through which the client went, with what both sides can do */
    CommandLoop(
            ClientConnection client,
            Handshake handshake,
            int capabilities,
            PacketChannel channel,
            Replies replies,
            SessionFactory sessions,
            MySqlOptions options,
            Occupation occupation,
            Connections connections) {
        this.client = client;
        this.handshake = handshake;
        this.capabilities = capabilities;
        this.takesSeveralStatements = Capability.has(capabilities, Capability.MULTI_STATEMENTS);
        this.channel = channel;
        this.replies = replies;
        this.sessions = sessions;
        this.options = options;
        this.occupation = occupation;
        this.connections = connections;
        this.prepared = new PreparedStatements(options);
        this.session = sessions.open(client, connections);
    }

    /** Who is served now. Called by other threads. */
    ClientConnection client() {
        return client;
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
            case QUERY -> attempt(() -> query(payload.readRestAsText()));
            case FIELD_LIST -> {
                String table = payload.readTerminatedString();
                attempt(() -> listFields(table, payload.readRestAsText()));
            }
            case STATISTICS ->
                replies.text("Uptime: %d  Threads: %d"
                        .formatted(
                                connections.uptime().toSeconds(),
                                connections.connections().size()));
            case PROCESS_KILL -> {
                String statement = "KILL " + Integer.toUnsignedString(payload.readInt4());
                attempt(() -> send(session.execute(statement), RowFormat.TEXT));
            }
            case CHANGE_USER -> {
                return changeUser(payload);
            }
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

    /** Each statement gets a reply of its own, up to the first that fails. */
    private void query(String sql) throws IOException {
        List<String> statements = takesSeveralStatements ? SeparatedStatements.of(sql) : List.of(sql);
        try {
            for (int i = 0; i < statements.size(); i++) {
                replies.remaining(statements.size() - 1 - i);
                send(session.execute(statements.get(i)), RowFormat.TEXT);
            }
        } finally {
            replies.remaining(0);
        }
    }

    /** What command lines complete names of columns from. */
    private void listFields(String table, String pattern) throws IOException {
        Outcome outcome = session.execute("SELECT * FROM `%s` LIMIT 0".formatted(table.replace("`", "``")));
        if (outcome instanceof Outcome.Rows rows) {
            rows.rows().close();
            LikePattern names = new LikePattern(pattern.isEmpty() ? "%" : pattern);
            replies.fields(rows.columns().stream()
                    .filter(column -> names.matches(column.name()))
                    .toList());
        }
    }

    /** A new session, of another user perhaps; false when there is none, and nothing to go on with. */
    private boolean changeUser(PayloadReader payload) throws IOException {
        String host = client.host();
        Handshake.Accepted accepted =
                handshake.authenticateAgain(HandshakeResponse.parseChange(payload, capabilities), host);
        client = new ClientConnection(client.id(), accepted.user(), accepted.accountId(), host, client.tls());
        open();
        return welcome(accepted.database());
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
        Optional<String> database = session.database();
        open();
        database.ifPresent(session::use);
        replies.ok(0, "");
    }

    private void open() throws IOException {
        Session old = session;
        session = sessions.open(client, connections);
        old.close();
        prepared.clear();
        takesSeveralStatements = Capability.has(capabilities, Capability.MULTI_STATEMENTS);
    }

    private void setOption(int option) throws IOException {
        if (option == MULTI_STATEMENTS_ON || option == MULTI_STATEMENTS_OFF) {
            takesSeveralStatements = option == MULTI_STATEMENTS_ON;
            replies.endOfRows();
        } else {
            replies.error(ErrorCode.UNKNOWN_COMMAND, "Unknown option " + option);
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
