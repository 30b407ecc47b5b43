package io.nineveh.server.sql.loads;

import com.google.common.collect.Sets;
import io.nineveh.backup.RefusedException;
import io.nineveh.tablet.FileFormat;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileFormat.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The properties of files that are loaded. */
public final class FileProperties {
    /** Their names. */
    public static final Set<String> NAMES = Set.copyOf(Sets.union(CsvProperties.NAMES, JsonProperties.NAMES));

    private FileProperties() {}

    /**
     * The properties of some files.
     *
     * @param own which go before others
     * @param ofAll those of all files of the load
     * @throws RefusedException for one that is unknown
     */
    public static Map<String, String> of(Map<String, String> own, Map<String, String> ofAll) {
        LoadProperties.requireKnown("file", own, NAMES);
        Map<String, String> properties = new HashMap<>(ofAll);
        properties.putAll(own);
        return properties;
    }

    /**
     * Returns when files of a format can have properties.
     *
     * @param format empty: the names of the files tell
     * @throws RefusedException naming those that they cannot have
     */
    public static void requireFit(Map<String, String> own, Optional<FileFormat> format) {
        TreeSet<String> others = new TreeSet<>(own.keySet());
        format.ifPresentOrElse(known -> others.removeAll(names(known)), others::clear);
        if (!others.isEmpty()) {
            throw LoadProperties.invalid(
                    "The properties %s are not those of files of this format".formatted(List.copyOf(others)));
        }
    }

    private static Set<String> names(FileFormat format) {
        return format instanceof Csv ? CsvProperties.NAMES : format instanceof Json ? JsonProperties.NAMES : Set.of();
    }
}
