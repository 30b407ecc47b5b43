package io.nineveh.server.mysql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection from the greeting to the end, run by its own thread. */
final class MySqlConnection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MySqlConnection.class);

    private final long id;
    private final PacketChannel channel;
    private final InetAddress address;
    private final MySqlOptions options;
    private final Authenticator authenticator;
    private final SessionFactory sessions;
    private final SecureRandom random;
    private final Occupation occupation = new Occupation();
    private final Connections connections;
    private volatile Optional<CommandLoop> running = Optional.empty();
    private volatile boolean isCutOff;

    MySqlConnection(
            long id,
            Socket socket,
            MySqlOptions options,
            Authenticator authenticator,
            SessionFactory sessions,
            SecureRandom random,
            Connections connections)
            throws IOException {
        this.id = id;
        this.channel = new PacketChannel(socket);
        this.address = socket.getInetAddress();
        this.options = options;
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.random = random;
        this.connections = connections;
    }

    @Override
    public void run() {
        try (channel) {
            serve();
        } catch (SocketTimeoutException e) {
            LOG.info("connection {} from {} closed: nothing came for too long", id, address.getHostAddress());
        } catch (SSLException e) {
            LOG.info(
                    "connection {} from {} closed: its TLS failed: {}",
                    id,
                    address.getHostAddress(),
                    printable(e.toString()));
        } catch (IOException e) {
            LOG.debug("connection {} from {} broke", id, address.getHostAddress(), e);
        }
    }

    private void serve() throws IOException {
        Replies replies = new Replies(channel, Capability.OFFERED);
        try {
            Handshake handshake = new Handshake(channel, options, authenticator, random);
            String host = address.getHostAddress();
            Handshake.Accepted accepted = handshake.authenticate(id, host);
            replies = new Replies(channel, accepted.capabilities());
            ClientConnection connection =
                    new ClientConnection(id, accepted.user(), accepted.accountId(), host, channel.tls());
            try (CommandLoop loop = new CommandLoop(
                    connection,
                    handshake,
                    accepted.capabilities(),
                    channel,
                    replies,
                    sessions,
                    options,
                    occupation,
                    connections)) {
                running = Optional.of(loop);
                if (loop.welcome(accepted.database())) {
                    LOG.debug("connection {} is user {} at {}", id, printable(accepted.user()), host);
                    loop.run();
                    LOG.debug("connection {} ended", id);
                }
            }
        } catch (ProtocolException e) {
            LOG.info("connection {} from {} refused: {}", id, address.getHostAddress(), printable(e.getMessage()));
            replies.error(e.error(), e.getMessage());
            channel.linger();
        } catch (SqlException e) {
            LOG.info("connection {} from {} ended: {}", id, address.getHostAddress(), printable(e.getMessage()));
            replies.error(e);
        } catch (RuntimeException e) {
            LOG.error("connection {} from {} failed unexpectedly", id, address.getHostAddress(), e);
            replies.error(
                    ErrorCode.GENERAL, "Internal error; the server's log tells what happened on connection " + id);
        }
    }

    /** Says that there are too many connections, and closes; done by the thread that accepts, which this cannot block. */
    void turnAway() throws IOException {
        try (channel) {
            Replies.errorInsteadOfGreeting(
                    channel,
                    ErrorCode.TOO_MANY_CONNECTIONS,
                    "Too many connections: this server allows " + options.maxConnections());
        }
        LOG.warn("connection {} refused: there are {} already", id, options.maxConnections());
    }

    /** A name from the outside must not break the log into lines of its own. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    long id() {
        return id;
    }

    Optional<ConnectionState> describe() {
        return running.map(CommandLoop::client).flatMap(occupation::describe);
    }

    /** Ends it if it waits too long for its client or the client is gone, and what still runs for nobody. Called now and then by the server. */
    void checkTimeouts() {
        if (isCutOff) {
            interrupt();
        } else if (channel.stalledFor() > options.writeTimeout().toNanos()) {
            LOG.warn("connection {} closed: the client does not read what it asked for", id);
            cutOff();
        } else if (occupation.isBusy() && channel.isClosedByClient()) {
            LOG.info("connection {} closed: the client is gone, and what it asked for is ended", id);
            cutOff();
        } else if (occupation.isAuthenticatingFor(options.connectTimeout())) {
            LOG.info("connection {} from {} closed: it did not authenticate", id, address.getHostAddress());
            cutOff();
        }
    }

    /** Lets nothing begin any more, and ends it unless something is going on. */
    void stop() {
        if (!occupation.stop()) {
            cutOff();
        }
    }

    /** Ends the statement that is running, if there is one. */
    void interrupt() {
        running.ifPresent(CommandLoop::interrupt);
    }

    /** Closes the socket, and ends what runs; the connection's thread then ends, too. */
    void cutOff() {
        isCutOff = true;
        interrupt();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("connection {} could not be closed", id, e);
        }
    }
}
