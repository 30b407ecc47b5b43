package io.nineveh.broker.api;

/** A path with wildcards. */
public final class Glob {
    private final String path;

    private Glob(String path) {
        this.path = path;
    }

    static Glob of(String path) {
        return new Glob(path);
    }

    @Override
    public String toString() {
        return path;
    }
}
