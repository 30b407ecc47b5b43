/** Runs the jobs that load rows from files of a storage, or export rows into files there. */
package io.nineveh.server.load;
