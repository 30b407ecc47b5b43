/** The statements about the connections of the server. */
package io.nineveh.server.sql.connections;
