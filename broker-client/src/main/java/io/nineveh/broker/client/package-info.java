/**
 * The client of a broker: {@link io.nineveh.broker.api.BrokerFileSystem} over the broker protocol. What a plugin is inside the
 * broker, this is outside of it.
 */
package io.nineveh.broker.client;
