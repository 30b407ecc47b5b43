/** Who the users are, and what statements need. */
package io.nineveh.server.sql.access;
