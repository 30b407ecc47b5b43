package io.nineveh.broker.s3;

import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.FirstEntries;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists a directory page by page. A store gives keys by their UTF-8 bytes, from any key on. That is the order of a page but
 * for two things: characters from U+D800 on as UTF-16 has them, and directories, which the store puts where their slash
 * belongs. The store is read on, or asked for a directory, until neither can bring something that belongs on the page.
 */
final class S3Pages {
    private static final int LARGEST_PART = 1000;
    private static final char FIRST_UNLIKE = '\uD800';

    /** A bucket as it is listed. */
    interface Store {
        ListObjectsV2Response list(ListObjectsV2Request request) throws StorageException;
    }

    private final Store store;
    private final PageRequest request;
    private final String prefix;
    private final FirstEntries first;

    private S3Pages(Store store, PageRequest request, String prefix, String start) {
        this.store = store;
        this.request = request;
        this.prefix = prefix;
        // one more than fit, to learn whether there is more
        this.first = FirstEntries.after(start, request.limit() + 1);
    }

    /**
     * A page of what a directory holds.
     *
     * @param prefix what the keys below the directory begin with
     */
    static ListingPage page(Store store, PageRequest request, String prefix) throws StorageException {
        Optional<String> start = request.startBelow("/" + prefix);
        return start.isPresent() ? new S3Pages(store, request, prefix, start.get()).page() : ListingPage.EMPTY;
    }

    private ListingPage page() throws StorageException {
        ListObjectsV2Request.Builder parts =
                ListObjectsV2Request.builder().prefix(prefix).maxKeys(Math.min(LARGEST_PART, request.limit() + 1));
        if (request.depth() == Depth.CHILDREN) {
            parts.delimiter("/");
        }
        String start = likeBeginning(first.start());
        if (!start.isEmpty()) {
            parts.startAfter(prefix + start);
        }
        Optional<ListObjectsV2Request> next = Optional.of(parts.build());
        while (next.isPresent()) {
            ListObjectsV2Response part = store.list(next.get());
            List<String> names = take(part);
            next = isWhole(part, names)
                    ? Optional.empty()
                    : Optional.of(parts.continuationToken(part.nextContinuationToken())
                            .build());
        }
        return first.page(request.limit());
    }

    /** Offers what a part of the listing holds; returns the names in it as the store has them. */
    private List<String> take(ListObjectsV2Response part) {
        List<String> names = new ArrayList<>();
        for (S3Object object : part.contents()) {
            names.add(object.key().substring(prefix.length()));
            if (S3Listing.isFile(object)) {
                first.offer(object.key().substring(prefix.length()), S3Listing.file(request.directory(), object));
            }
        }
        for (CommonPrefix directory : part.commonPrefixes()) {
            String name = directory.prefix().substring(prefix.length());
            names.add(name);
            offerDirectory(name.substring(0, name.length() - 1));
        }
        return names;
    }

    private void offerDirectory(String name) {
        if (!name.isEmpty()) {
            first.offer(name, FileEntry.directory(request.directory().withPath("/" + prefix + name)));
        }
    }

    /** Whether nothing that the store would give after this part belongs on the page. */
    private boolean isWhole(ListObjectsV2Response part, List<String> names) throws StorageException {
        if (!Boolean.TRUE.equals(part.isTruncated())) {
            return true;
        }
        Optional<String> last = names.stream().max(S3Pages::compareAsTheStoreDoes);
        if (last.isEmpty() || !isPassed(last.get())) {
            return false;
        }
        if (request.depth() == Depth.CHILDREN) {
            offerDirectoriesBehind(last.get());
        }
        return isPassed(last.get());
    }

    /** Whether the store, having come to a name, has given all that comes before the last one that the page wants. */
    private boolean isPassed(String name) {
        Optional<String> wanted = first.last();
        if (wanted.isEmpty()) {
            return false;
        }
        String beginning = likeBeginning(wanted.get());
        return beginning.length() == wanted.get().length()
                ? beginning.compareTo(name) <= 0
                : beginning.compareTo(name) < 0 && !name.startsWith(beginning);
    }

    /**
     * Offers the directories that come before a name, while their slash makes the store give them after it: their names are
     * beginnings of it.
     */
    private void offerDirectoriesBehind(String last) throws StorageException {
        for (int end = 1; end < last.length(); end++) {
            String name = last.substring(0, end);
            if (last.charAt(end) < '/' && !name.endsWith("/") && first.wants(name) && isDirectory(name)) {
                offerDirectory(name);
            }
        }
    }

    private boolean isDirectory(String name) throws StorageException {
        return !store.list(ListObjectsV2Request.builder()
                        .prefix(prefix + name + "/")
                        .maxKeys(1)
                        .build())
                .contents()
                .isEmpty();
    }

    /** The longest beginning of a name that UTF-8 and UTF-16 order alike. */
    private static String likeBeginning(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) < FIRST_UNLIKE) {
            end++;
        }
        return name.substring(0, end);
    }

    private static int compareAsTheStoreDoes(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
