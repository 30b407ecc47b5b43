/**
 * TLS of both sides, made of the PEM files that a configuration names: {@link io.nineveh.config.tls.ServerTls} for a port,
 * {@link io.nineveh.config.tls.ClientTls} for connections. TLS 1.2 and newer. Files are read once, at the start.
 */
package io.nineveh.config.tls;
