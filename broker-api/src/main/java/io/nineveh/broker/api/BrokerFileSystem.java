package io.nineveh.broker.api;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/**
 * The files of one storage, as seen by one identity. Safe for many threads.
 *
 * <p>Keep it small: an ability that only some storages have is an interface of its own, reached by {@link #capability}.
 *
 * <p>Every method throws a {@link StorageException} that names the location. A location of another scheme or authority
 * than the file system was opened for is {@link StorageException.Kind#INVALID_PATH}, and on a hierarchical storage so is
 * a path with a component {@code ..}. A method does not retry: whether a
 * retry can help, the exception says. (A storage's own client may retry within one call.)
 */
public interface BrokerFileSystem extends Closeable {

    /**
     * What a glob matches, in lexicographic order of the location (by UTF-16 code unit), whole: a list that can be had only
     * in part is an error.
     *
     * <p>The glob is that of {@link Glob}. A location without one names one path: a file gives the file, a directory
     * the directory itself (not what it holds). A glob matches files and directories; {@code dir/*} gives what the
     * directory holds, not deeper. A path that is spelled like the glob itself, character by character, is found too,
     * so that a file with {@code *} or {@code [} in its name can be listed by its name.
     *
     * <p>What is missing gives an empty list: a missing path, a glob below a missing directory.
     *
     * @param room for what is found, and for the directories that wait to be looked into. What else is held does not grow
     *     with what a directory holds.
     */
    List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException;

    /** As {@link #list(Location, ListingRoom)} for whoever knows that it is not too much. */
    default List<FileEntry> list(Location pattern) throws StorageException {
        return list(pattern, ListingRoom.UNBOUNDED);
    }

    /**
     * All files (not directories) at any depth below a directory, in lexicographic order of the location; for a file,
     * the file itself. The location is literal, not a glob. A missing directory gives an empty list. Files that come
     * or go meanwhile may or may not be in the list; others are.
     *
     * @param room as for {@link #list(Location, ListingRoom)}
     */
    List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException;

    /** As {@link #listRecursive(Location, ListingRoom)} for whoever knows that it is not too much. */
    default List<FileEntry> listRecursive(Location directory) throws StorageException {
        return listRecursive(directory, ListingRoom.UNBOUNDED);
    }

    /**
     * The file or directory at a literal location; empty when there is none. On an object store a non-empty common
     * prefix is a directory.
     */
    Optional<FileEntry> stat(Location location) throws StorageException;

    /**
     * Opens a file for reading. What the reader reads is the file as it is now: when the file is replaced or deleted
     * meanwhile, the reader goes on with the old content or fails; it never mixes the two.
     *
     * @return a reader that the caller closes
     * @throws StorageException {@code NOT_FOUND} when there is none; {@code INVALID_PATH} for a directory
     */
    BrokerReader openReader(Location location) throws StorageException;

    /**
     * Begins to write a file. Nothing is visible, and what was there stays, until {@link BrokerWriter#commit()}, which
     * creates or replaces the file whole and makes its parent directories. Two writers of one location do not disturb
     * each other; the one that commits last wins.
     *
     * @return a writer that the caller commits or closes
     * @throws StorageException {@code INVALID_PATH} on a hierarchical storage when the location is a directory, or one of
     *     its parents is a file; a storage may find this out only at commit. On an object store a file may share its
     *     location with a directory, and lie below a file.
     */
    BrokerWriter openWriter(Location location) throws StorageException;

    /**
     * Deletes a file, or a directory with all it holds; a missing one is no error. Not atomic for a directory: a
     * failure leaves some of its files. The root of the storage, and on a storage confined to directories each of
     * these, is refused with {@code INVALID_PATH}.
     */
    void delete(Location location) throws StorageException;

    /**
     * Gives a file or directory another location within this file system, and makes the parents of the target. Never
     * overwrites: a target that exists is a {@code STORAGE_ERROR}, as is a missing source. Atomic for a file on a
     * hierarchical storage. On an object store it is a copy followed by a delete: whatever fails, the source, the
     * target or both are there whole.
     */
    void rename(Location source, Location target) throws StorageException;

    /**
     * An ability that not every storage has, such as {@link WholeFilePut}; empty when this one has not. A file system
     * offers an ability only where the storage itself has it: emulation is not support. The object lives as long as
     * the file system and is safe for many threads.
     */
    default <T> Optional<T> capability(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /**
     * Whether, after one of its calls failed so, those who come later should be given a file system that is opened anew:
     * its connections or its login are no good any more. Who uses this one already goes on with it. Told by the host that
     * shares the file system among many; a failure that concerns only what one of them asked for is no reason.
     */
    default boolean isSpentBy(StorageException failure) {
        return failure.kind() == StorageException.Kind.NOT_AUTHORIZED;
    }

    /**
     * Gives up connections and threads. Readers and writers that are still open are dropped; writers publish nothing.
     * Repeating it does nothing.
     */
    @Override
    void close() throws StorageException;
}
