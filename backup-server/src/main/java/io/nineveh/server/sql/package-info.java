/** What all statements share. Each statement is a record that carries its own executor, columns, privilege and help. */
package io.nineveh.server.sql;
