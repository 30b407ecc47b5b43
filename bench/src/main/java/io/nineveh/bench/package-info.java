/** The command line of the benchmarks. */
package io.nineveh.bench;
