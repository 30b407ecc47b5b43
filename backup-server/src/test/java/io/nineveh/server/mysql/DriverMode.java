package io.nineveh.server.mysql;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;

/** The drivers, each with statements that it prepares itself and with statements that the server prepares. */
enum DriverMode {
    MYSQL_TEXT(Driver.MYSQL, "&useServerPrepStmts=false"),
    MYSQL_PREPARED(Driver.MYSQL, "&useServerPrepStmts=true&emulateUnsupportedPstmts=false"),
    MARIADB_TEXT(Driver.MARIADB, "&useServerPrepStmts=false"),
    MARIADB_PREPARED(Driver.MARIADB, "&useServerPrepStmts=true");

    private final Driver driver;
    private final String parameters;

    DriverMode(Driver driver, String parameters) {
        this.driver = driver;
        this.parameters = parameters;
    }

    Driver driver() {
        return driver;
    }

    /** As root, with an empty password. */
    Connection connect(InetSocketAddress address, String database, String more) throws SQLException {
        return driver.connect(address, database, "root", "", parameters + more);
    }
}
