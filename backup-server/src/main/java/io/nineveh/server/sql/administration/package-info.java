/** The statements about the server itself. */
package io.nineveh.server.sql.administration;
