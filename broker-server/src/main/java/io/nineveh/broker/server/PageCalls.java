package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.invalid;
import static io.nineveh.broker.server.Arguments.location;
import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListPageRequest;
import io.nineveh.thrift.TBrokerListPageResponse;
import java.util.List;
import java.util.Optional;

/** The listing of a directory in parts. */
final class PageCalls {
    /** The most paths that one page has, so that it is a small message. */
    static final int MOST_PATHS = 10_000;

    private final Storages storages;

    PageCalls(Storages storages) {
        this.storages = storages;
    }

    TBrokerListPageResponse listPage(TBrokerListPageRequest request) throws StorageException {
        PageRequest wanted = wanted(request);
        ListingPage page = storages.use(wanted.directory(), request.properties, fileSystem -> page(fileSystem, wanted));
        List<TBrokerFileStatus> files = page.entries().stream()
                .map(entry -> PathCalls.status(entry.location().toString(), entry))
                .toList();
        return new TBrokerListPageResponse(Outcome.ok()).setFiles(files).setHasMore(page.hasMore());
    }

    private static PageRequest wanted(TBrokerListPageRequest request) throws StorageException {
        required(request.version, "version");
        Location directory = location(required(request.directory, "directory"));
        boolean isRecursive = required(request.isSetIsRecursive(), request.isRecursive, "isRecursive");
        Optional<Location> startAfter =
                request.isSetStartAfter() ? Optional.of(location(request.startAfter)) : Optional.empty();
        long limit = required(request.isSetLimit(), request.limit, "limit");
        if (limit < 1) {
            throw invalid("the limit of a page is at least 1, and not %d".formatted(limit));
        }
        try {
            return new PageRequest(directory, isRecursive ? Depth.FILES : Depth.CHILDREN, startAfter, (int)
                    Math.min(limit, MOST_PATHS));
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    private static ListingPage page(BrokerFileSystem fileSystem, PageRequest request) throws StorageException {
        return fileSystem
                .capability(PagedListing.class)
                .orElseThrow(() -> new StorageException(
                        Kind.NOT_SUPPORTED,
                        request.directory(),
                        "its storage cannot be listed in parts; use listLocatedFiles"))
                .listPage(request);
    }
}
