/** The statements about databases, tables and their rows. */
package io.nineveh.server.sql.tables;
