/** Backup and restore of the tablets of a table store. */
package io.nineveh.backup;
