/**
 * The broker process: a Thrift edge over storage plugins.
 *
 * <p>A request goes from {@link io.nineveh.broker.server.BrokerService}, which maps it to calls and their outcomes to
 * status codes, to the open files (by fd) or to the storages (by path), and from there to a plugin's file system. Only the
 * service, its parts and the edge know Thrift.
 */
package io.nineveh.broker.server;
