package io.nineveh.broker.local;

import io.nineveh.broker.api.DirectoryPages;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WantedChildren;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Lists page by page what {@link LocalListing} lists whole. A name that a page does not need costs no look at its file. */
final class LocalPages {
    private final AllowedRoots roots;
    private final LocalListing listing;

    LocalPages(AllowedRoots roots, LocalListing listing) {
        this.roots = roots;
        this.listing = listing;
    }

    ListingPage page(PageRequest request) throws StorageException {
        Location directory = request.directory();
        Optional<FileEntry> itself = listing.stat(directory);
        if (itself.isEmpty()) {
            return ListingPage.EMPTY;
        }
        if (itself.get().isFile()) {
            return request.pageOf(itself.get());
        }
        return new DirectoryPages((location, wanted) -> read(location, request.depth(), wanted))
                .page(request, directory.withPath(LocalListing.tidyPath(directory)));
    }

    private void read(Location directory, Depth depth, WantedChildren wanted) throws StorageException {
        try (SecureDirectory opened = SecureDirectory.open(roots.follow(directory))) {
            opened.forEachName(name -> {
                if (wanted.wants(name.toString())) {
                    child(opened, directory, name, depth).ifPresent(wanted::offer);
                }
            });
        } catch (NoSuchFileException | NotDirectoryException e) {
            // gone since it was seen: it holds nothing
            return;
        } catch (IOException e) {
            throw LocalFailure.of(directory, "cannot be listed", e);
        }
    }

    /** Not what lies behind a link to a directory, which could lead in circles. */
    private Optional<FileEntry> child(SecureDirectory opened, Location directory, Path name, Depth depth)
            throws IOException {
        return listing.child(opened, directory, name)
                .filter(child -> depth == Depth.CHILDREN
                        || !child.isLink()
                        || child.entry().isFile())
                .map(LocalListing.Child::entry);
    }
}
