package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text that stands in a file and comes from the code. A test compares the two; after a change of the code this command
 * writes what the tests of pages expect:
 *
 * <pre>./mvnw -pl dist -am test -Dtest='*PageTest,*PagesTest' -Dsurefire.failIfNoSpecifiedTests=false -Dnineveh.write=true</pre>
 */
final class WrittenText {
    private static final boolean WRITE = Boolean.getBoolean("nineveh.write");
    private static final String BEGIN = "<!-- written from the code: %s -->\n";
    private static final String END = "<!-- to here -->\n";

    private WrittenText() {}

    /** The whole of a file. */
    static void check(Path file, String expected) throws IOException {
        String present = Files.readString(file);
        if (WRITE && !present.equals(expected)) {
            Files.writeString(file, expected);
            return;
        }
        assertThat(present)
                .as("%s is out of date; run the tests of pages with -Dnineveh.write=true, see WrittenText", file)
                .isEqualTo(expected);
    }

    /** The part of a page between two comments, of which the first one has the part's name. */
    static void check(Path page, String part, String expected) throws IOException {
        String present = Files.readString(page);
        String begin = BEGIN.formatted(part);
        int start = present.indexOf(begin);
        int end = present.indexOf(END, Math.max(start, 0));
        assertThat(start >= 0 && end >= 0)
                .as("%s has a part between %sand %s", page, begin, END)
                .isTrue();
        check(page, present.substring(0, start + begin.length()) + expected + present.substring(end));
    }
}
