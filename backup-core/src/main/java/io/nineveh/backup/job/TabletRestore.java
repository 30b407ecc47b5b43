package io.nineveh.backup.job;

import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.TabletPath;
import io.nineveh.backup.tablet.TabletKey;
import java.util.List;
import java.util.OptionalLong;

/** Which tablet of a snapshot becomes which tablet here. */
record TabletRestore(
        long backendId, TabletPath path, TabletKey source, TabletKey target, long version, List<RemoteFile> files) {
    TabletRestore {
        files = List.copyOf(files);
    }

    /** Whether the snapshot has nothing of the tablet, not even its header: it is one without rows. */
    boolean isEmpty() {
        return files.isEmpty() && version == Partition.EMPTY_VERSION;
    }

    /**
     * A file of the tablet in the repository.
     *
     * @param label whose content holds it
     */
    record RemoteFile(String label, ChecksummedName name, OptionalLong size) {}
}
