/**
 * The storage plugin for S3 and stores that speak its protocol. An object's key is the path of its location without the
 * leading slash; a directory is a common prefix, and an object whose key ends with a slash is the marker of one, not a
 * file.
 */
package io.nineveh.broker.s3;
