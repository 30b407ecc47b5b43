/** The statements about views. */
package io.nineveh.server.sql.views;
