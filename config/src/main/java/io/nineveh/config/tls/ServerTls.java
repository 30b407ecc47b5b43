package io.nineveh.config.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The TLS of a port: its identity, and whose certificates its clients must present. Immutable. */
public final class ServerTls {
    private final TlsIdentity identity;
    private final Optional<CertificateFile> clientAuthorities;
    private final SSLContext context;

    private ServerTls(TlsIdentity identity, Optional<CertificateFile> clientAuthorities, SSLContext context) {
        this.identity = identity;
        this.clientAuthorities = clientAuthorities;
        this.context = context;
    }

    /**
     * Makes the TLS of a port.
     *
     * @param clientAuthorities a PEM file of certificates: a client that has none signed by one of them is refused. Without
     *     it clients are not asked for a certificate.
     */
    public static ServerTls of(TlsIdentity identity, Optional<Path> clientAuthorities) throws TlsException {
        Optional<CertificateFile> authorities = clientAuthorities.isEmpty()
                ? Optional.empty()
                : Optional.of(CertificateFile.read(clientAuthorities.get()));
        return new ServerTls(identity, authorities, TlsContext.of(Optional.of(identity), authorities));
    }

    public TlsIdentity identity() {
        return identity;
    }

    /** Whether clients must present a certificate. */
    public boolean isMutual() {
        return clientAuthorities.isPresent();
    }

    /**
     * Puts TLS on a connection that was accepted. The handshake is made by the first read or write, or by {@code
     * startHandshake}.
     *
     * @return a socket that the caller closes; the one below is closed with it
     */
    public SSLSocket over(Socket accepted) throws IOException {
        return over(accepted, InputStream.nullInputStream());
    }

    /**
     * Puts TLS on a connection on which something else was spoken before.
     *
     * @param input what was read of the connection and not used; it may go on with what is read of it later
     * @return as {@link #over(Socket)}
     */
    public SSLSocket over(Socket accepted, InputStream input) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(accepted, input, true);
        socket.setEnabledProtocols(TlsContext.protocols());
        socket.setNeedClientAuth(isMutual());
        return socket;
    }

    /** One sentence for each certificate that has expired, soon will, or is not valid yet. */
    public List<String> warnings(Instant now) {
        return Stream.concat(
                        identity.warnings(now).stream(),
                        clientAuthorities.stream().flatMap(file -> file.warnings(now).stream()))
                .toList();
    }
}
