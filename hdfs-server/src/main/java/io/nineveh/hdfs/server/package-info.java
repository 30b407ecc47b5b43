/** A real HDFS in one process: name nodes and data nodes, for tests and benchmarks. */
package io.nineveh.hdfs.server;
