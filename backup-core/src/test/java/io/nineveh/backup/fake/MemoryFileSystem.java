package io.nineveh.backup.fake;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/**
 * An object store in memory: directories are there as long as something is in them. Of globs it knows {@code *} and the
 * backslash. Stays usable after close, so that it outlives who opens and closes it.
 */
public class MemoryFileSystem implements BrokerFileSystem {
    private static final Instant MODIFIED = Instant.parse("2026-01-01T00:00:00Z");

    private final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();

    /** The content of all files, by location. */
    public SortedMap<String, byte[]> files() {
        return new TreeMap<>(files);
    }

    public void put(Location location, byte[] content) {
        files.put(location.toString(), content.clone());
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) {
        Pattern glob = Pattern.compile(regex(pattern.toString()), Pattern.DOTALL);
        long depth = slashes(pattern.toString());
        TreeSet<String> found = new TreeSet<>();
        String last = "";
        for (String file : startingWith(literalPrefix(pattern.toString()))) {
            String candidate = toDepth(file, depth);
            if (!candidate.equals(last) && glob.matcher(candidate).matches()) {
                found.add(candidate);
            }
            last = candidate;
        }
        List<FileEntry> entries = new ArrayList<>();
        for (String location : found) {
            stat(Location.of(location)).ifPresent(entries::add);
        }
        return entries;
    }

    /** The files whose location begins so: what a call looks at, however much else there is. */
    private SortedSet<String> startingWith(String prefix) {
        return files.keySet().subSet(prefix, prefix + Character.MAX_VALUE);
    }

    private static long slashes(String text) {
        return text.chars().filter(character -> character == '/').count();
    }

    /** The file, or the directory that it is in, with so many slashes, since no wildcard matches one. */
    private static String toDepth(String file, long depth) {
        int end = -1;
        for (long slash = 0; slash <= depth; slash++) {
            end = file.indexOf('/', end + 1);
            if (end < 0) {
                return file;
            }
        }
        return file.substring(0, end);
    }

    private static String literalPrefix(String glob) {
        int star = glob.indexOf('*');
        while (star > 0 && glob.charAt(star - 1) == '\\') {
            star = glob.indexOf('*', star + 1);
        }
        return (star < 0 ? glob : glob.substring(0, star)).replace("\\", "");
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char character = glob.charAt(i);
            if (character == '*') {
                regex.append("[^/]*");
            } else if (character == '\\') {
                i++;
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            } else {
                regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return regex.toString();
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) {
        List<FileEntry> entries = new ArrayList<>();
        for (String file : startingWith(directory.toString())) {
            if (file.equals(directory.toString()) || file.startsWith(directory + "/")) {
                stat(Location.of(file)).ifPresent(entries::add);
            }
        }
        return entries;
    }

    @Override
    public Optional<FileEntry> stat(Location location) {
        byte[] content = files.get(location.toString());
        if (content != null) {
            return Optional.of(FileEntry.file(location, content.length, MODIFIED));
        }
        String prefix = location + "/";
        String next = files.ceilingKey(prefix);
        return next != null && next.startsWith(prefix) ? Optional.of(FileEntry.directory(location)) : Optional.empty();
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        byte[] content = files.get(location.toString());
        if (content == null) {
            throw StorageException.notFound(location);
        }
        return new MemoryReader(location, content);
    }

    @Override
    public BrokerWriter openWriter(Location location) {
        return new MemoryWriter(location, files);
    }

    @Override
    public void delete(Location location) {
        startingWith(location.toString())
                .removeIf(file -> file.equals(location.toString()) || file.startsWith(location + "/"));
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        byte[] content = files.get(source.toString());
        if (content == null || files.putIfAbsent(target.toString(), content) != null) {
            throw new StorageException(Kind.STORAGE_ERROR, source, "cannot be renamed to " + target);
        }
        files.remove(source.toString());
    }

    @Override
    public void close() {}
}
