package io.nineveh.broker.client;

import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static java.util.Comparator.comparing;

import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListPageRequest;
import io.nineveh.thrift.TBrokerListPageResponse;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.thrift.TApplicationException;

/** What a broker says is there. */
final class RemoteListing implements PagedListing {
    /** The method that lists in parts. */
    static final String LIST_PAGE = "listPage";

    /** The most that a broker gives at once: some megabytes. */
    private static final int PAGE = 10_000;

    private final BrokerClient broker;
    private final RemoteFileSystem fileSystem;
    private final Map<String, String> properties;

    RemoteListing(BrokerClient broker, RemoteFileSystem fileSystem, Map<String, String> properties) {
        this.broker = broker;
        this.fileSystem = fileSystem;
        this.properties = properties;
    }

    List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        List<FileEntry> entries = list(pattern);
        take(entries, room);
        return entries;
    }

    private static void take(List<FileEntry> entries, ListingRoom room) throws StorageException {
        for (FileEntry entry : entries) {
            room.take(entry);
        }
    }

    private List<FileEntry> list(Location pattern) throws StorageException {
        String what = "list " + fileSystem.check(pattern);
        TBrokerListPathRequest request = new TBrokerListPathRequest(VERSION_ONE, pattern.toString(), false, properties);
        return entries(
                what, RemoteFileSystem.call(what, () -> broker.calls().read(what, client -> client.listPath(request))));
    }

    /** In parts where the broker and its storage can, so that no answer is as large as the directory. */
    List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        String what = "list all below " + fileSystem.check(directory);
        if (broker.has(LIST_PAGE)) {
            try {
                return listPages(what, directory, room);
            } catch (StorageException e) {
                if (e.kind() != Kind.NOT_SUPPORTED) {
                    throw e;
                }
            }
        }
        List<FileEntry> files = listWhole(what, directory);
        take(files, room);
        return files;
    }

    private List<FileEntry> listPages(String what, Location directory, ListingRoom room) throws StorageException {
        List<FileEntry> files = new ArrayList<>();
        Optional<Location> start = Optional.empty();
        ListingPage page;
        do {
            page = listPage(new PageRequest(directory, Depth.FILES, start, PAGE));
            take(page.entries(), room);
            files.addAll(page.entries());
            if (page.hasMore()) {
                start = Optional.of(next(what, start, page));
            }
        } while (page.hasMore());
        return files;
    }

    /** Where the next page starts; a broker that does not get on must not keep its client for ever. */
    private static Location next(String what, Optional<Location> start, ListingPage page) throws StorageException {
        if (!page.entries().isEmpty()) {
            Location last = page.entries().get(page.entries().size() - 1).location();
            if (start.isEmpty() || last.compareTo(start.get()) > 0) {
                return last;
            }
        }
        throw new StorageException(
                Kind.STORAGE_ERROR,
                Retry.IS_USELESS,
                "%s: the broker says that there is more%s and does not give it"
                        .formatted(what, start.map(last -> " after " + last).orElse("")),
                null);
    }

    @Override
    public ListingPage listPage(PageRequest page) throws StorageException {
        Location directory = fileSystem.check(page.directory());
        String what = "list %s after %s"
                .formatted(directory, page.startAfter().map(Location::toString).orElse("its beginning"));
        TBrokerListPageRequest request = new TBrokerListPageRequest(
                VERSION_ONE, directory.toString(), page.depth() == Depth.FILES, page.limit(), properties);
        page.startAfter().map(Location::toString).ifPresent(request::setStartAfter);
        TBrokerListPageResponse response =
                RemoteFileSystem.call(what, () -> broker.calls().read(what, client -> client.listPage(request)));
        Answers.check(what, response.getOpStatus());
        return new ListingPage(
                inOrder(what, response.isSetFiles() ? response.getFiles() : List.of()), response.isHasMore());
    }

    private List<FileEntry> listWhole(String what, Location directory) throws StorageException {
        TBrokerListPathRequest request =
                new TBrokerListPathRequest(VERSION_ONE, directory.toString(), true, properties).setOnlyFiles(true);
        TBrokerListResponse response;
        try {
            response = broker.calls().read(what, client -> client.listLocatedFiles(request));
        } catch (TApplicationException e) {
            return walk(directory);
        }
        if (response.getOpStatus().getStatusCode() == TBrokerOperationStatusCode.FILE_NOT_FOUND) {
            return List.of();
        }
        return entries(what, response);
    }

    /** For brokers that list one level at a time. */
    private List<FileEntry> walk(Location directory) throws StorageException {
        List<FileEntry> files = new ArrayList<>();
        Optional<FileEntry> start = stat(directory);
        if (start.isPresent() && start.get().isFile()) {
            files.add(start.get());
        } else if (start.isPresent()) {
            collect(directory, files);
        }
        files.sort(comparing(FileEntry::location));
        return files;
    }

    private void collect(Location directory, List<FileEntry> files) throws StorageException {
        for (FileEntry entry : list(directory.asLiteralPattern().child("*"))) {
            if (entry.isFile()) {
                files.add(entry);
            } else {
                collect(entry.location(), files);
            }
        }
    }

    /** The protocol has no such method: this lists the pattern that matches nothing else. */
    Optional<FileEntry> stat(Location location) throws StorageException {
        String path = withoutTrailingSlashes(location);
        for (FileEntry entry : list(location.asLiteralPattern())) {
            if (withoutTrailingSlashes(entry.location()).equals(path)) {
                return Optional.of(new FileEntry(
                        location, entry.type(), entry.size(), entry.modificationTime(), entry.blockSize()));
            }
        }
        return Optional.empty();
    }

    private static List<FileEntry> entries(String what, TBrokerListResponse response) throws StorageException {
        Answers.check(what, response.getOpStatus());
        return inOrder(what, response.isSetFiles() ? response.getFiles() : List.of());
    }

    private static List<FileEntry> inOrder(String what, List<TBrokerFileStatus> files) throws StorageException {
        List<FileEntry> entries = new ArrayList<>(files.size());
        for (TBrokerFileStatus file : files) {
            entries.add(entry(what, file));
        }
        entries.sort(comparing(FileEntry::location));
        return entries;
    }

    private static FileEntry entry(String what, TBrokerFileStatus status) throws StorageException {
        return new FileEntry(
                location(what, status.getPath()),
                status.isIsDir() ? FileEntry.Type.DIRECTORY : FileEntry.Type.FILE,
                Math.max(0, status.getSize()),
                status.getModificationTime() > 0
                        ? Optional.of(Instant.ofEpochMilli(status.getModificationTime()))
                        : Optional.empty(),
                status.isSetBlockSize() ? OptionalLong.of(status.getBlockSize()) : OptionalLong.empty());
    }

    private static Location location(String what, String path) throws StorageException {
        try {
            return Location.of(path);
        } catch (IllegalArgumentException e) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    Retry.IS_USELESS,
                    "%s: the broker answers with a path that is none: %s".formatted(what, e.getMessage()),
                    e);
        }
    }

    private static String withoutTrailingSlashes(Location location) {
        String path = location.path();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
