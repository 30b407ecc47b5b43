/** The statements about repositories and the snapshots in them. */
package io.nineveh.server.sql.repositories;
