package io.nineveh.tablet;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.tablet.CsvQuotes.DoubleQuotes;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileSource.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SeparatedTextsPropertyTest {
    private static final CsvQuotes QUOTES = new CsvQuotes(Optional.of('"'), '^', DoubleQuotes.KEPT);

    enum Written {
        TWICE,
        ESCAPED
    }

    @Property(tries = 300)
    void whatIsEnclosedIsReadAgainWhateverIsInIt(
            @ForAll @NotEmpty
                    List<
                                    @Size(3) List<
                                            @StringLength(max = 6) @Chars({'"', '^', '|', ';', '\n', '\r', 'ä'})
                                            @CharRange(from = 'a', to = 'c') String>>
                            rows,
            @ForAll Written written,
            @ForAll boolean hasLongSeparators)
            throws Exception {
        Csv csv = new Csv(hasLongSeparators ? "||" : "|", hasLongSeparators ? ";\n" : "\n", 0, QUOTES);
        String text = rows.stream()
                .map(row -> row.stream()
                        .map(value -> enclosed(value, written))
                        .collect(joining(csv.columnSeparator(), "", csv.lineDelimiter())))
                .collect(joining());

        assertThat(read(text, csv)).isEqualTo(rows);
    }

    private static String enclosed(String value, Written written) {
        return '"' + value.replace("^", "^^").replace("\"", written == Written.TWICE ? "\"\"" : "^\"") + '"';
    }

    private static List<List<String>> read(String text, Csv csv) throws IOException, RowTexts.BadLine {
        Path file = Files.createTempFile("rows", ".csv");
        try {
            Files.writeString(file, text);
            SeparatedTexts form = new SeparatedTexts(csv, 3);
            List<List<String>> rows = new ArrayList<>();
            try (TextLines lines = TextLines.open(new SourceFile(file, "rows.csv"), csv)) {
                while (lines.next()) {
                    form.rows(lines.text().orElseThrow())
                            .forEach(row -> rows.add(
                                    row.stream().map(Optional::orElseThrow).toList()));
                }
            }
            return rows;
        } finally {
            Files.delete(file);
        }
    }
}
