/**
 * The HTTP port of a broker: a few pages to read, for Prometheus, for who asks whether the broker is well, and for people.
 * Nothing can be changed through it, and nothing that it is sent can hold up the broker.
 */
package io.nineveh.broker.server.http;
