/**
 * What there is: databases, tables, partitions, tablets. Plain immutable records; the catalog alone changes what is
 * current, in transactions that are durable on return.
 */
package io.nineveh.backup.catalog;
