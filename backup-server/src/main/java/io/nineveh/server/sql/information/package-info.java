/** What queries can learn of the session and of what the server has: information functions and the tables of {@code information_schema}. */
package io.nineveh.server.sql.information;
