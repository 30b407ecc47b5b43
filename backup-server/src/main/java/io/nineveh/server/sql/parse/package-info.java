/** From the text of a statement to its record, or to an error that says where it went wrong and what is near. */
package io.nineveh.server.sql.parse;
