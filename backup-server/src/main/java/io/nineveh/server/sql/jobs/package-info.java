/** The statements about backups and restores. */
package io.nineveh.server.sql.jobs;
