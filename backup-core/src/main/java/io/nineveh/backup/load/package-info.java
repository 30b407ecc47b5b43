/** What is kept of the jobs that load rows from files, or export rows into files: their records, which hold no credentials. */
package io.nineveh.backup.load;
