package io.nineveh.broker.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first entries, by their keys, of all that are offered: how a page is made of what a storage gives in an order of its
 * own. Keeps as many keys as it was made for, whatever is offered; keys are compared by UTF-16 code unit. A file and a
 * directory may share a key. Not for several threads at once.
 */
public final class FirstEntries {
    private final String start;
    private final int leastComparison;
    private final int most;
    private final TreeMap<String, Map<FileEntry.Type, FileEntry>> kept = new TreeMap<>();

    private FirstEntries(String start, int leastComparison, int most) {
        this.start = start;
        this.leastComparison = leastComparison;
        this.most = most;
    }

    /** Those whose keys come after {@code start}. */
    public static FirstEntries after(String start, int most) {
        return new FirstEntries(start, 1, most);
    }

    /** Those whose keys are {@code start} or come after it. */
    public static FirstEntries from(String start, int most) {
        return new FirstEntries(start, 0, most);
    }

    /** Where the keys begin. */
    public String start() {
        return start;
    }

    /** Whether an entry with this key would be kept, for now. */
    public boolean wants(String key) {
        return key.compareTo(start) >= leastComparison && (kept.size() < most || key.compareTo(kept.lastKey()) <= 0);
    }

    /** Keeps the entry if it is wanted. Offering it again changes nothing. */
    public void offer(String key, FileEntry entry) {
        if (wants(key)) {
            kept.computeIfAbsent(key, newKey -> new EnumMap<>(FileEntry.Type.class))
                    .put(entry.type(), entry);
            if (kept.size() > most) {
                kept.pollLastEntry();
            }
        }
    }

    /** The last key, when there are as many as can be kept: what comes after it is not wanted any more. */
    public Optional<String> last() {
        return kept.size() < most ? Optional.empty() : Optional.of(kept.lastKey());
    }

    /** What is kept, in the order of the keys; of those that share one, files first. */
    public List<FileEntry> entries() {
        return entries(kept.size());
    }

    /** A page of what is kept, as far as the limit; there is more when keys are left over. */
    public ListingPage page(int limit) {
        return new ListingPage(entries(limit), kept.size() > limit);
    }

    private List<FileEntry> entries(int keys) {
        List<FileEntry> entries = new ArrayList<>();
        kept.values().stream().limit(keys).forEach(sharing -> entries.addAll(sharing.values()));
        return entries;
    }
}
