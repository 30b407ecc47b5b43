/**
 * The uniform file API over storages. A storage plugin implements it; the client of a remote broker implements it too,
 * so that who uses it need not know whether a storage is reached directly or through a broker.
 *
 * <p>Two kinds of storage stand behind it. A <b>hierarchical</b> one (HDFS, local disks) has directories of their own,
 * which may be empty. An <b>object store</b> (S3) has none: a directory is there exactly as long as an object's key
 * begins with its path and a slash. The contract is written so that a caller sees no other difference: parents of a
 * written file appear by themselves, deleting is recursive, and no method makes a directory.
 */
package io.nineveh.broker.api;
