package io.nineveh.s3.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What S3 servers there are. */
public enum ServerKind {
    /** Keeps an object below another one, but does not list it. */
    MINIO,

    /** Keeps objects as files, and so none below another. */
    S3PROXY;

    /** The system property that asks for one of them, in lower case. */
    public static final String PROPERTY = "nineveh.s3.server";

    /**
     * The one that is asked for; empty when any will do.
     *
     * @throws IllegalArgumentException when the property names none
     */
    public static Optional<ServerKind> wanted() {
        String name = System.getProperty(PROPERTY, "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ServerKind> wanted = Arrays.stream(values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is '%s', which is no server; give minio or s3proxy".formatted(PROPERTY, name));
        }
        return wanted;
    }
}
