/** Stand-ins for what backup and restore work on: a storage in memory, a tablet store of plain files. */
package io.nineveh.backup.fake;
