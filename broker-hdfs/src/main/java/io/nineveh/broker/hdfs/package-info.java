/**
 * The storage plugin for HDFS. A file is written under a temporary name that no listing shows, and published by a rename
 * that replaces its target atomically.
 */
package io.nineveh.broker.hdfs;
