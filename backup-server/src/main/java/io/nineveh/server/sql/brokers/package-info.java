/** The statements about brokers. */
package io.nineveh.server.sql.brokers;
