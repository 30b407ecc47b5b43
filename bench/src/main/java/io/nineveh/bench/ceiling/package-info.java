/** The ceiling: what a broker could be at best if it had nothing to do. */
package io.nineveh.bench.ceiling;
