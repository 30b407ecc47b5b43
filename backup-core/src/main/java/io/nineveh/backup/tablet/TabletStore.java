package io.nineveh.backup.tablet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

/**
 * The tablets of one backend. The port through which backup and restore reach a table store; it knows nothing of tables:
 * which tablets a table has, and which of their versions is visible, the catalog says.
 *
 * <p>Safe for many threads. Every method can be repeated after a crash with the same arguments and the same result.
 */
public interface TabletStore {

    /** The id of this backend, under which the catalog's replicas name it. */
    long backendId();

    /** Makes an empty tablet; one that is there already stays as it is. */
    void create(TabletKey tablet) throws IOException;

    /**
     * Links the files of a tablet, up to a version, into a directory of their own. Later loads, and the dropping of the
     * tablet, do not touch it. A snapshot that is not released is removed by the store after {@code timeout}.
     *
     * @throws IOException when the tablet is missing, lacks the version, or a file of it is missing or has another size
     *     than its header says; nothing is left then
     */
    TabletSnapshot snapshot(TabletKey tablet, long version, Duration timeout) throws IOException;

    /** Removes a snapshot or a restore directory; a missing one is no error. */
    void release(Path directory) throws IOException;

    /**
     * Makes an empty directory, on the disk where the tablet is to be, into which files of a snapshot are downloaded. The
     * same owner and tablet get the same directory, with what is in it, as long as it is not released.
     *
     * @param owner the id of the restore job
     */
    Path prepareRestore(long owner, TabletKey tablet) throws IOException;

    /**
     * Makes a tablet of the files of a snapshot: checks that the snapshot's header is of this version, that the files
     * it names are all there with their sizes, links them into a new tablet directory under the new identity, and puts
     * it in its place with one rename. On return it is durable. The directory stays until it is released.
     *
     * @param source the tablet that the snapshot was taken of
     * @param target the tablet that it becomes; must not be visible in the catalog
     * @throws IOException naming the file that is missing or wrong; there is no target tablet then
     */
    void makeEffective(Path directory, TabletKey source, TabletKey target, long version) throws IOException;

    /** Removes tablets; missing ones are no error. Files that a running query or a snapshot uses live on for it. */
    void drop(Collection<TabletKey> tablets) throws IOException;
}
