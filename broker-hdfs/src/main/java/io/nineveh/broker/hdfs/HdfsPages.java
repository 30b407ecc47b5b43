package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.DirectoryPages;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WantedChildren;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.DirectoryListing;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/**
 * Lists page by page what {@link HdfsListing} lists whole. A name node gives a directory in parts, a thousand names in each;
 * parts in which no name is wanted are skipped where the order of the names allows it, and what comes after the last wanted
 * one is not asked for.
 */
final class HdfsPages {
    private final HdfsMounts mounts;
    private final HdfsPaths paths;
    private final HdfsListing listing;
    private final HdfsChildren children;
    private final DirectoryPages pages = new DirectoryPages(this::read);

    HdfsPages(HdfsMounts mounts, HdfsPaths paths, HdfsListing listing, HdfsChildren children) {
        this.mounts = mounts;
        this.paths = paths;
        this.listing = listing;
        this.children = children;
    }

    ListingPage page(PageRequest request, Path directory) throws IOException {
        Optional<FileStatus> itself = listing.status(directory);
        if (itself.isEmpty()) {
            return ListingPage.EMPTY;
        }
        return itself.get().isFile()
                ? request.pageOf(HdfsListing.entry(request.directory(), itself.get()))
                : pages.page(
                        request, request.directory().withPath(directory.toUri().getPath()));
    }

    private void read(Location directory, WantedChildren wanted) throws StorageException {
        try {
            Path path = paths.path(directory);
            Optional<DistributedFileSystem> cluster = mounts.cluster(path);
            if (cluster.isPresent()) {
                read(cluster.get(), mounts.inCluster(path), directory, wanted);
            } else {
                children.forEach(path, (name, status) -> offer(directory, name, status, wanted));
            }
        } catch (IOException e) {
            if (!HdfsErrors.isMissing(e)) {
                throw HdfsErrors.translate(directory, "list", e);
            }
        }
    }

    private void read(DistributedFileSystem cluster, Path path, Location directory, WantedChildren wanted)
            throws IOException {
        byte[] start = HdfsNameOrder.asciiBeginning(wanted.startName());
        byte[] after = HdfsFileStatus.EMPTY_NAME;
        Optional<DirectoryListing> part = HdfsChildren.part(cluster, path, after);
        while (part.isPresent()) {
            children.show(part.get(), cluster, path, (name, status) -> offer(directory, name, status, wanted));
            byte[] last = part.get().getLastName();
            if (!part.get().hasMore()
                    || wanted.last()
                            .filter(text -> HdfsNameOrder.isPassed(text, last))
                            .isPresent()) {
                return;
            }
            after = HdfsNameOrder.next(last, start);
            if (after != last) {
                offerSkipped(new String(after, StandardCharsets.US_ASCII), directory, wanted);
            }
            part = HdfsChildren.part(cluster, path, after);
        }
    }

    /** A listing goes on after a name, so the name itself has to be asked for; only a directory may still be wanted. */
    private void offerSkipped(String name, Location directory, WantedChildren wanted) throws IOException {
        if (wanted.wantsDirectory(name) && !HdfsPaths.isImpossiblePath("/" + name)) {
            Optional<FileStatus> status = listing.status(paths.path(directory.child(name)));
            if (status.isPresent() && status.get().isDirectory()) {
                offer(directory, name, status.get(), wanted);
            }
        }
    }

    private static void offer(Location directory, String name, FileStatus status, WantedChildren wanted) {
        wanted.offer(HdfsListing.entry(directory.child(name), status));
    }
}
