/**
 * What a broker is measured against: a server that has nothing to do, and one that has nothing but a storage.
 */
package io.nineveh.bench.ceiling;
