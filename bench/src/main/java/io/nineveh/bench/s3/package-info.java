/** What a broker over S3 is measured with: Amazon's own client, and an S3 server. Nothing else here needs Amazon's classes. */
package io.nineveh.bench.s3;
