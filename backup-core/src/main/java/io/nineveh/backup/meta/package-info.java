/**
 * Durable state: an embedded database with transactions, migrations and ids, and the one form in which values are kept as
 * JSON.
 */
package io.nineveh.backup.meta;
