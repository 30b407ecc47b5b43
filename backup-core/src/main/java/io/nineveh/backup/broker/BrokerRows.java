package io.nineveh.backup.broker;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The brokers' rows: one for each address. */
final class BrokerRows {
    private BrokerRows() {}

    record Row(String name, HostPort address) {}

    static List<Row> readAll(Handle handle) {
        return handle.createQuery("SELECT name, host, port FROM broker")
                .map((row, context) ->
                        new Row(row.getString("name"), new HostPort(row.getString("host"), row.getInt("port"))))
                .list();
    }

    static void insert(Handle handle, String name, HostPort address) {
        handle.execute("INSERT INTO broker (name, host, port) VALUES (?, ?, ?)", name, address.host(), address.port());
    }

    static void delete(Handle handle, String name, HostPort address) {
        handle.execute(
                "DELETE FROM broker WHERE name = ? AND host = ? AND port = ?", name, address.host(), address.port());
    }
}
