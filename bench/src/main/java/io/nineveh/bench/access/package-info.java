/** The ways to the files of a benchmark: through a broker, or what stands for one, and without. */
package io.nineveh.bench.access;
