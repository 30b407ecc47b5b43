package io.nineveh.config.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The TLS of a client's connections: whom it trusts, and what it shows of itself. Immutable, safe for many threads. */
public final class ClientTls {
    private final CertificateFile authorities;
    private final Optional<TlsIdentity> identity;
    private final SSLContext context;

    private ClientTls(CertificateFile authorities, Optional<TlsIdentity> identity, SSLContext context) {
        this.authorities = authorities;
        this.identity = identity;
        this.context = context;
    }

    /**
     * Makes the TLS of connections.
     *
     * @param authorities a PEM file of certificates: a server must have one signed by one of them, or be one of them
     * @param identity for servers that ask for a certificate
     */
    public static ClientTls of(Path authorities, Optional<TlsIdentity> identity) throws TlsException {
        CertificateFile trusted = CertificateFile.read(authorities);
        return new ClientTls(trusted, identity, TlsContext.of(identity, Optional.of(trusted)));
    }

    /**
     * Connects, and makes the handshake. The server's certificate must be valid, signed by one that is trusted, and issued
     * for {@code host}.
     *
     * @param host a name or an address, looked up now
     * @param readTimeout of each step of the handshake, and of reads afterwards
     * @return a socket that the caller closes
     * @throws javax.net.ssl.SSLException when the two sides do not come to terms
     */
    public SSLSocket connect(String host, int port, Duration connectTimeout, Duration readTimeout) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTimeout.toMillis()));
            plain.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(TlsContext.protocols());
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** One sentence for each certificate that has expired, soon will, or is not valid yet. */
    public List<String> warnings(Instant now) {
        return Stream.concat(
                        authorities.warnings(now).stream(),
                        identity.stream().flatMap(own -> own.warnings(now).stream()))
                .toList();
    }
}
