/**
 * The storage plugin for HDFS. A file is written under a temporary name that no listing shows, and published by a rename
 * that replaces its target atomically.
 *
 * <p>Hadoop's client is made for programs that have one user. What it shares among all that is in a process is kept apart
 * here: each file system has its own {@link io.nineveh.broker.hdfs.HdfsSession}, with a client that no other has, a login that
 * no other has, and connections that no other has. Two things stay shared: whether Kerberos is known at all ({@link
 * io.nineveh.broker.hdfs.HadoopSecurity}), and the host's {@code krb5.conf}.
 */
package io.nineveh.broker.hdfs;
