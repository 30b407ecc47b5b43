/** What a table store must offer to be backed up and restored. */
package io.nineveh.backup.tablet;
