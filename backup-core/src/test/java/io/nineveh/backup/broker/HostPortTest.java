package io.nineveh.backup.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "broker1:8000, broker1, 8000",
        "192.0.2.1:1, 192.0.2.1, 1",
        "b.example.com:65535, b.example.com, 65535",
        "[::1]:8000, ::1, 8000",
        "' h:8000 ', h, 8000"
    })
    void namesAndAddressesAreRead(String text, String host, int port) {
        assertThat(HostPort.parse(text)).isEqualTo(new HostPort(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "h", "h:", "h:x", "h:0", "h:65536", "h:99999", "h:-1", "::1:8000", "[::1]", "a b:1", "h:1:2"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> HostPort.parse(text))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageStartingWith("Invalid host port: '%s'", text);
    }

    @Test
    void aMissingHostIsNamed() {
        assertThatThrownBy(() -> HostPort.parse(":8000"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Host is null");
    }

    @Property
    void whatIsWrittenIsReadBack(
            @ForAll @AlphaChars @NumericChars @Chars({'-', '.'}) @StringLength(min = 1, max = 40) String host,
            @ForAll @IntRange(min = 1, max = 65_535) int port) {
        HostPort address = new HostPort(host, port);

        assertThat(HostPort.parse(address.toString())).isEqualTo(address);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            HostPort address = HostPort.parse(text);
            assertThat(HostPort.parse(address.toString())).isEqualTo(address);
        } catch (RefusedException e) {
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> HostPort.parse(text));
        }
    }
}
