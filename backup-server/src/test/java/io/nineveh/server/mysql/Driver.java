package io.nineveh.server.mysql;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The JDBC drivers that people come with. */
enum Driver {
    MYSQL("jdbc:mysql://", "?sslMode=DISABLED"),
    MARIADB("jdbc:mariadb://", "?sslMode=disable");

    private final String scheme;
    private final String parameters;

    Driver(String scheme, String parameters) {
        this.scheme = scheme;
        this.parameters = parameters;
    }

    /** @param more further parameters of the URL, each beginning with an ampersand */
    Connection connect(InetSocketAddress address, String database, String user, String password, String more)
            throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", password);
        String url = scheme + "127.0.0.1:" + address.getPort() + "/" + database + parameters + more;
        return DriverManager.getConnection(url, credentials);
    }

    Connection connect(InetSocketAddress address) throws SQLException {
        return connect(address, "", "root", "", "");
    }
}
