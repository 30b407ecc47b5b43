/** Joins the statements to the MySQL protocol. */
package io.nineveh.server.sql.session;
