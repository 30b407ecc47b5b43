package io.nineveh.server.sql.help;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.sql.StatementForm;
import java.util.List;

/** Statements about one subject. */
public record HelpCategory(String name, List<StatementForm> topics) {
    public HelpCategory {
        requireNonNull(name, "name");
        topics = List.copyOf(topics);
    }
}
