/** The statement that explains the others. */
package io.nineveh.server.sql.help;
