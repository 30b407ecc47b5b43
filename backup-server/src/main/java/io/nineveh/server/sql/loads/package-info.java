/** The statements about loading rows from files and exporting rows into files. */
package io.nineveh.server.sql.loads;
