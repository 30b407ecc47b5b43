package io.nineveh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"0,0", "512,512", "7B,7", "64KiB,65536", "8 MiB,8388608", "1GiB,1073741824", "1TiB,1099511627776"})
    void readsSizes(String text, long bytes) {
        assertThat(Quantities.parseBytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "10,PT10S", "10s,PT10S", "5m,PT5M", "2h,PT2H", "1d,PT24H"})
    void readsSpansOfTime(String text, Duration duration) {
        assertThat(Quantities.parseDuration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5MiB", "MiB", "1MB", "1kib", "999999999999999TiB", "1 MiB x"})
    void refusesWhatIsNoSize(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Quantities.parseBytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1s", "1.5s", "s", "1 year", "1M", "999999999999999d"})
    void refusesWhatIsNoSpanOfTime(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Quantities.parseDuration(text));
    }
}
