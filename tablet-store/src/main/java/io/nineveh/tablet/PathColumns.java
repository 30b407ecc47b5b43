package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The values that the path of a file has for columns: those of directories like {@code day=2026-01-01}. */
final class PathColumns {
    /** What writers of such directories call the one for NULL. */
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private PathColumns() {}

    /**
     * The values, in the order of the columns; empty for NULL. The directory nearest to the file counts.
     *
     * @throws RefusedException when the path has none for a column
     */
    static List<Optional<String>> of(String path, List<String> columns) {
        List<String> parts = Arrays.asList(path.split("/", -1));
        List<String> directories = parts.subList(0, parts.size() - 1);
        List<Optional<String>> values = new ArrayList<>();
        for (String column : columns) {
            String value = directories.stream()
                    .filter(directory -> isOf(directory, column))
                    .reduce((first, second) -> second)
                    .map(directory -> directory.substring(column.length() + 1))
                    .orElseThrow(() -> new RefusedException(
                            Reason.INVALID,
                            "Fail to parse columnsFromPath, expected: %s, filePath: %s has no directory '%s=…'"
                                    .formatted(columns, path, column)));
            values.add(Optional.of(value).filter(text -> !text.equals(NULL)));
        }
        return values;
    }

    private static boolean isOf(String directory, String column) {
        return directory.length() > column.length()
                && directory.charAt(column.length()) == '='
                && directory.regionMatches(true, 0, column, 0, column.length());
    }
}
