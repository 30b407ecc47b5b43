package io.nineveh.dist;

import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.parse.KnownStatements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page lists every statement, as the server declares it. */
class StatementsPageTest {
    @Test
    void thePageHasAllStatements() throws IOException {
        WrittenText.check(
                Path.of("../docs/sql.md"),
                "statements",
                KnownStatements.all().stream()
                        .map(StatementsPageTest::row)
                        .collect(Collectors.joining("", "| statement | |\n|---|---|\n", "")));
    }

    private static String row(StatementForm form) {
        return "| `%s` | %s |\n".formatted(form.usage().replace("|", "\\|"), form.help());
    }
}
