package io.nineveh.config.tls;

import static java.util.stream.Collectors.joining;

import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings that name files. */
record NamedFiles(List<Setting<Optional<Path>>> settings) {

    /** What to tell an operator about files that make no TLS: why, and which settings name which of them. */
    String mistake(Settings values, TlsException reason) {
        String named = settings.stream()
                .flatMap(setting -> values.get(setting).map(file -> setting + "=" + file).stream())
                .collect(joining(", "));
        return "TLS: %s (%s)".formatted(reason.getMessage(), named);
    }
}
