/** The statements about users and what they are granted. */
package io.nineveh.server.sql.users;
