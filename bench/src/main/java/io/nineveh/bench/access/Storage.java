package io.nineveh.bench.access;

import io.nineveh.broker.api.Location;
import java.util.Map;

/** A directory to write to, and what it takes to reach it. */
public record Storage(Location directory, Map<String, String> properties) {
    @Override
    public String toString() {
        return directory.toString();
    }
}
