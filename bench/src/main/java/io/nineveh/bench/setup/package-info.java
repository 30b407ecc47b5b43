/** What a benchmark starts and leaves behind nowhere: servers, directories. */
package io.nineveh.bench.setup;
