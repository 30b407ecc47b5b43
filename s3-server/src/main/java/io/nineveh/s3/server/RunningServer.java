package io.nineveh.s3.server;

/**
 * A server that answers requests, on 127.0.0.1. It ends with this process.
 *
 * @param name what it is, with its version
 */
record RunningServer(String name, int port) {}
