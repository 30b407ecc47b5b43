package io.nineveh.server.sql.loads;

import static java.util.Objects.requireNonNull;

import io.nineveh.tablet.FileFormat;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileFormat.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The PROPERTIES of EXPORT.
 *
 * @param columns in the order of the file; empty: all of the table
 */
public record ExportProperties(FileFormat format, List<String> columns, Optional<String> label, Duration timeout) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(2);
    private static final Set<String> KNOWN =
            Set.of("format", "column_separator", "line_delimiter", "columns", "label", "timeout");

    public ExportProperties {
        requireNonNull(format, "format");
        requireNonNull(label, "label");
        requireNonNull(timeout, "timeout");
        columns = List.copyOf(columns);
    }

    /**
     * Reads the properties of a statement.
     *
     * @throws io.nineveh.backup.RefusedException for one that is unknown, not valid or not offered
     */
    public static ExportProperties of(Map<String, String> properties) {
        LoadProperties.requireKnown("export", properties, KNOWN);
        String format = properties.getOrDefault("format", "csv");
        if (format.equalsIgnoreCase("csv_with_names_and_types")) {
            throw LoadProperties.invalid("The format \"%s\" can be loaded and not exported".formatted(format));
        }
        return new ExportProperties(
                FormatName.read(
                        format,
                        new Csv(
                                Separator.of(properties.getOrDefault("column_separator", "\t")),
                                Separator.of(properties.getOrDefault("line_delimiter", "\n")),
                                0),
                        Json.LINES),
                Arrays.stream(properties.getOrDefault("columns", "").split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                Optional.ofNullable(properties.get("label")),
                LoadProperties.timeout(properties, DEFAULT_TIMEOUT));
    }
}
