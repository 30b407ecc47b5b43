/** What a broker over HDFS is measured with: Hadoop's own client, and an HDFS. Nothing else here needs Hadoop's classes. */
package io.nineveh.bench.hdfs;
