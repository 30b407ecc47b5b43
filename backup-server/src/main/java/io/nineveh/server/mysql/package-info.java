/**
 * The server's side of the MySQL client/server protocol: it accepts connections, authenticates users, hands each
 * statement to a {@link io.nineveh.server.mysql.Session} and sends what comes of it. It knows nothing of what statements
 * mean, but for those that drivers send by themselves.
 */
package io.nineveh.server.mysql;
