package io.nineveh.config;

import java.util.List;

/** A configuration that cannot be used. Its message has one line for each mistake, each saying what to do. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String source, List<String> mistakes) {
        super(source + ":\n  " + String.join("\n  ", mistakes));
    }
}
