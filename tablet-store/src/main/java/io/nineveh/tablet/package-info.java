/**
 * The embedded tablet store: tablets on disk with their versions, snapshots by hard links, and SQL over the files of the
 * visible versions.
 */
package io.nineveh.tablet;
