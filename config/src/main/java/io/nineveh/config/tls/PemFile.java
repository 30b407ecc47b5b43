package io.nineveh.config.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A file of PEM blocks; what stands between them is ignored. */
record PemFile(Path path, List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    /** @param text in Base64 */
    record Block(String label, String text) {
        byte[] content() {
            return Base64.getMimeDecoder().decode(text);
        }

        /** A key's text goes nowhere. */
        @Override
        public String toString() {
            return label;
        }
    }

    static PemFile read(Path path) throws TlsException {
        try {
            String text = Files.readString(path, StandardCharsets.ISO_8859_1);
            return new PemFile(
                    path,
                    BLOCK.matcher(text)
                            .results()
                            .map(match -> new Block(match.group(1), match.group(2)))
                            .toList());
        } catch (IOException e) {
            throw new TlsException(
                    "%s cannot be read (%s); name a PEM file that this process may read"
                            .formatted(path, e.getClass().getSimpleName()),
                    e);
        }
    }

    List<Block> blocks(String label) {
        return blocks.stream().filter(block -> block.label().equals(label)).toList();
    }

    List<String> labels() {
        return blocks.stream().map(Block::label).distinct().toList();
    }
}
