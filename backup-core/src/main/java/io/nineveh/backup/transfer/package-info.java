/** How many files move between tablets and a repository at once: by several threads, each with a connection of its own. */
package io.nineveh.backup.transfer;
