package io.nineveh.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The fenced blocks of a page that a reader may type. */
record Readme(List<Block> blocks) {
    private static final Pattern FENCED =
            Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*");

    /** A block with the language that stands behind its fence. */
    record Block(String language, String text) {
        /** The statements of a block of SQL, without their semicolons. */
        List<String> statements() {
            return END_OF_STATEMENT.splitAsStream(text).toList();
        }
    }

    static Readme read(Path page) throws IOException {
        return new Readme(FENCED.matcher(Files.readString(page))
                .results()
                .map(match -> new Block(match.group(1), match.group(2)))
                .toList());
    }

    List<Block> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Every command line of its shell blocks. */
    List<String> commands() {
        return blocks("sh").stream()
                .flatMap(block -> block.text().lines())
                .filter(line -> !line.isBlank())
                .toList();
    }
}
