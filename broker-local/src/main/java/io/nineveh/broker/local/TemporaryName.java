package io.nineveh.broker.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The names of files that are being written. */
final class TemporaryName {
    private static final Pattern FORM = Pattern.compile("\\.nineveh-[0-9a-f]{16}\\.part");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TemporaryName() {}

    /** A name that no other file has. */
    static Path next() {
        return Path.of(".nineveh-%s.part".formatted(HexFormat.of().toHexDigits(RANDOM.nextLong())));
    }

    static boolean isOne(Path name) {
        return FORM.matcher(name.toString()).matches();
    }
}
