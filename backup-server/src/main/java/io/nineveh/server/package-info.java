/** The backup server: its configuration, how its parts are put together, and the process. */
package io.nineveh.server;
