package io.nineveh.broker.api;

import io.nineveh.broker.api.PageRequest.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes pages of the directories of a hierarchical storage. A directory is read from its beginning for each page, and again
 * for each so many children of which a page needs more; subtrees that lie before the start are not read. What is held
 * meanwhile is in proportion to the limit of the page and to how deep the directories are, not to what they hold.
 */
public final class DirectoryPages {
    /** The least children that are taken in one reading, so that many empty directories do not cost a reading each. */
    private static final int LEAST_TAKEN = 1024;

    /** How a storage reads a directory. */
    public interface Directories {
        /**
         * Offers all children of a directory, in any order; may leave out those that are not wanted. One that is missing,
         * or no directory any more, has none.
         */
        void read(Location directory, WantedChildren wanted) throws StorageException;
    }

    private final Directories directories;
    private final int leastTaken;

    public DirectoryPages(Directories directories) {
        this(directories, LEAST_TAKEN);
    }

    DirectoryPages(Directories directories, int leastTaken) {
        this.directories = directories;
        this.leastTaken = leastTaken;
    }

    /**
     * A page of what a directory holds.
     *
     * @param directory that of the request, spelled as the locations of its children begin
     */
    public ListingPage page(PageRequest request, Location directory) throws StorageException {
        String path = directory.path().endsWith("/") ? directory.path() : directory.path() + "/";
        Optional<String> start = request.startBelow(path);
        if (start.isEmpty()) {
            return ListingPage.EMPTY;
        }
        // one more than fit, to learn whether there is more
        int most = request.limit() + 1;
        if (request.depth() == Depth.CHILDREN) {
            WantedChildren wanted = new WantedChildren(Depth.CHILDREN, FirstEntries.after(start.get(), most));
            directories.read(directory, wanted);
            return wanted.page(request.limit());
        }
        List<FileEntry> files = new ArrayList<>();
        collect(directory, start.get(), most, files);
        return new ListingPage(
                files.subList(0, Math.min(request.limit(), files.size())), files.size() > request.limit());
    }

    private void collect(Location directory, String start, int most, List<FileEntry> files) throws StorageException {
        int slash = start.indexOf('/');
        int taken = Math.max(most, leastTaken);
        // the start may lie in a subdirectory, which then has to be among the children
        FirstEntries first =
                slash < 0 ? FirstEntries.after(start, taken) : FirstEntries.from(start.substring(0, slash + 1), taken);
        while (files.size() < most) {
            WantedChildren wanted = new WantedChildren(Depth.FILES, first);
            directories.read(directory, wanted);
            for (FileEntry child : wanted.taken()) {
                String place = wanted.place(child);
                if (files.size() == most) {
                    return;
                } else if (child.isFile()) {
                    files.add(child);
                } else {
                    String below = start.startsWith(place) ? start.substring(place.length()) : "";
                    collect(child.location(), below, most, files);
                }
            }
            if (wanted.last().isEmpty()) {
                return;
            }
            first = FirstEntries.after(wanted.last().get(), taken);
        }
    }
}
