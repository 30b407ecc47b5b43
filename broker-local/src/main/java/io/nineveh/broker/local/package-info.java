/**
 * Storage plugin for local disks, {@code file:///path}, confined to the directories that the host's configuration allows.
 *
 * <p>A file is written under a temporary name, {@code .nineveh-<random>.part}, in the directory where it will be (or the
 * nearest one above that is there), and gets its name once it is on the disk. Such names are never shown.
 */
package io.nineveh.broker.local;
