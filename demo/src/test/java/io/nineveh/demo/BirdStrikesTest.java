package io.nineveh.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BirdStrikesTest {
    private static final Path EXAMPLES = Path.of("../dist/src/main/examples");

    @Test
    void readsEveryRow() throws IOException {
        assertThat(BirdStrikes.read(EXAMPLES).count()).isEqualTo(10_000);
    }

    @Test
    void writesQuotesAndMissingNumbersAsSqlReadsThem() throws IOException {
        BirdStrikes strikes = BirdStrikes.read(EXAMPLES);

        String all = strikes.insert(0, strikes.count());

        assertThat(all)
                .startsWith(
                        "INSERT INTO strikes VALUES\n('BARKSDALE AIR FORCE BASE ARPT', 'T-38A', 'None', '1990-01-08',")
                .contains("'CHICAGO O''HARE INTL ARPT'")
                .contains(", NULL)");
    }
}
