/** The users of a server, and what they may do. How they prove who they are is not known here. */
package io.nineveh.backup.user;
