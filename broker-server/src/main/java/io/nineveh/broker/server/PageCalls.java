package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.invalid;
import static io.nineveh.broker.server.Arguments.location;
import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListPageRequest;
import io.nineveh.thrift.TBrokerListPageResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The listing of a directory in parts. */
final class PageCalls {
    /** The most paths that one page has, so that it is a small message. */
    static final int MOST_PATHS = 10_000;

    private final Storages storages;

    private final BufferPool buffers;

    PageCalls(Storages storages, BufferPool buffers) {
        this.storages = storages;
        this.buffers = buffers;
    }

    TBrokerListPageResponse listPage(TBrokerListPageRequest request) throws StorageException {
        PageRequest wanted = wanted(request);
        ListingMemory memory = new ListingMemory(buffers, wanted.directory());
        try {
            memory.expect(wanted.limit());
            ListingPage page =
                    storages.use(wanted.directory(), request.properties, fileSystem -> page(fileSystem, wanted));
            List<TBrokerFileStatus> files = new ArrayList<>(page.entries().size());
            for (FileEntry entry : page.entries()) {
                memory.take(entry);
                files.add(PathCalls.status(entry.location().toString(), entry));
            }
            PageAnswer answer = new PageAnswer(memory, files);
            answer.setHasMore(page.hasMore());
            return answer;
        } catch (StorageException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
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
