/**
 * Backup and restore jobs. A job is a state machine: each state does work that can be repeated, then one transaction moves the
 * job to the next state, so that after a crash it goes on from where it was.
 */
package io.nineveh.backup.job;
