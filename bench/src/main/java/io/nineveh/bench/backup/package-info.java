/** Bringing tablets to a storage and back, as a backup does, next to other ways to copy the same files. */
package io.nineveh.bench.backup;
