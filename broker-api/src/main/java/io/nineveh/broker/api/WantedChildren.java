package io.nineveh.broker.api;

import io.nineveh.broker.api.PageRequest.Depth;
import java.util.List;
import java.util.Optional;

/**
 * What a page still needs of one directory of a hierarchical storage; see {@link DirectoryPages}. In a listing of all files a
 * directory stands for the files below it, so its place is that of its name with a slash.
 */
public final class WantedChildren {
    private final Depth depth;
    private final FirstEntries first;

    WantedChildren(Depth depth, FirstEntries first) {
        this.depth = depth;
        this.first = first;
    }

    /** Whether a child of this name may be wanted, be it a file or a directory. */
    public boolean wants(String name) {
        return first.wants(name) || wantsDirectory(name);
    }

    /** Whether a directory of this name would be wanted. */
    public boolean wantsDirectory(String name) {
        return first.wants(place(name, FileEntry.Type.DIRECTORY));
    }

    /** Takes a child if it is wanted. */
    public void offer(FileEntry child) {
        first.offer(place(child.name(), child.type()), child);
    }

    /** A name before which no wanted one comes, but for the directories whose names are the beginnings of this one. */
    public String startName() {
        String start = first.start();
        int slash = start.indexOf('/');
        return slash < 0 ? start : start.substring(0, slash);
    }

    /**
     * When enough children were taken: the place of the last. A child whose name comes after it is not wanted any more.
     */
    public Optional<String> last() {
        return first.last();
    }

    List<FileEntry> taken() {
        return first.entries();
    }

    ListingPage page(int limit) {
        return first.page(limit);
    }

    String place(FileEntry child) {
        return place(child.name(), child.type());
    }

    private String place(String name, FileEntry.Type type) {
        return depth == Depth.FILES && type == FileEntry.Type.DIRECTORY ? name + "/" : name;
    }
}
