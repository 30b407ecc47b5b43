package io.nineveh.server.mysql;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The JDBC drivers that people come with. */
enum Driver {
    MYSQL("jdbc:mysql://", "sslMode=DISABLED", "sslMode=REQUIRED", "tlsVersions=") {
        @Override
        String verifying(TrustStore trusted) {
            return "sslMode=VERIFY_CA&trustCertificateKeyStoreUrl=%s&trustCertificateKeyStorePassword=%s"
                    .formatted(trusted.file().toUri(), trusted.password());
        }
    },
    MARIADB("jdbc:mariadb://", "sslMode=disable", "sslMode=trust", "enabledSslProtocolSuites=") {
        @Override
        String verifying(TrustStore trusted) {
            return "sslMode=verify-ca&trustStore=%s&trustStorePassword=%s"
                    .formatted(trusted.file().toUri(), trusted.password());
        }
    };

    private final String scheme;
    private final String plain;
    private final String encrypted;
    private final String protocol;

    Driver(String scheme, String plain, String encrypted, String protocol) {
        this.scheme = scheme;
        this.plain = plain;
        this.encrypted = encrypted;
        this.protocol = protocol;
    }

    /** A key store in PKCS#12 with the certificates of authorities. */
    record TrustStore(Path file, String password) {}

    /** The parameters of a connection under TLS to a server whose certificate is by an authority. */
    abstract String verifying(TrustStore trusted);

    /** The parameters of a connection under TLS to whatever server. */
    String encrypted() {
        return encrypted;
    }

    /** As {@link #encrypted()}, with one version of TLS. */
    String encrypted(String version) {
        return encrypted + "&" + protocol + version;
    }

    /** @param more further parameters of the URL, each beginning with an ampersand */
    Connection connect(InetSocketAddress address, String database, String user, String password, String more)
            throws SQLException {
        return open(address, database, user, password, plain + more);
    }

    Connection connect(InetSocketAddress address) throws SQLException {
        return connect(address, "", "root", "", "");
    }

    /** @param parameters of the URL, which say how it is about TLS */
    Connection open(InetSocketAddress address, String database, String user, String password, String parameters)
            throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", password);
        String url = scheme + "127.0.0.1:" + address.getPort() + "/" + database + "?" + parameters;
        return DriverManager.getConnection(url, credentials);
    }
}
