/**
 * Repositories: where snapshots are kept on a remote storage, in Doris' layout. What is in a repository is never changed in
 * place; a snapshot exists from the moment its {@code __info} does, which is written last.
 */
package io.nineveh.backup.repository;
