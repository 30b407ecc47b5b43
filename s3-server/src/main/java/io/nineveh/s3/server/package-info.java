/** A real S3 server in a process of its own, MinIO or S3Proxy, for tests and benchmarks. */
package io.nineveh.s3.server;
