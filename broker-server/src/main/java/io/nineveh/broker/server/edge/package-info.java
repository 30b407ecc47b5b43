/**
 * The port: it takes connections, reads requests, has them answered by a {@link io.nineveh.broker.server.edge.Service} and
 * writes the answers. Each connection has a thread of its own. What a client may cost is bounded here: connections, memory,
 * the time that a request takes to arrive, to be carried out, and to be taken away.
 *
 * <p>It is a server of its own instead of one of Thrift's because of four things that these cannot do: bytes that pass from
 * the socket to a storage without being collected first, memory from one bounded pool, a deadline for a request as a whole,
 * and an answer for a client whose call is stuck in a storage.
 */
package io.nineveh.broker.server.edge;
