package io.nineveh.broker.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Md5Test {
    @Test
    void givesTheDigestsOfTheStandard() {
        assertThat(Md5.of(new byte[0])).hasToString("d41d8cd98f00b204e9800998ecf8427e");
        assertThat(Md5.of("message digest".getBytes(US_ASCII))).hasToString("f96b697d7cb7938d525a2f31aaf161d0");
    }

    @Test
    void readsABufferBetweenPositionAndLimitAndLeavesThemWhereTheyAre() {
        ByteBuffer buffer =
                ByteBuffer.wrap("xxabcyy".getBytes(US_ASCII)).position(2).limit(5);

        assertThat(Md5.of(buffer)).isEqualTo(Md5.of("abc".getBytes(US_ASCII)));
        assertThat(buffer.position()).isEqualTo(2);
        assertThat(buffer.limit()).isEqualTo(5);
    }

    @Test
    void piecesGiveTheSameAsTheWhole() {
        MessageDigest digest = Md5.newDigest();
        digest.update("a".getBytes(US_ASCII));
        digest.update("bc".getBytes(US_ASCII));

        assertThat(Md5.from(digest)).isEqualTo(Md5.of("abc".getBytes(US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d41d8cd98f00b204e9800998ecf8427",
                "D41D8CD98F00B204E9800998ECF8427E",
                "d41d8cd98f00b204e9800998ecf8427g"
            })
    void anotherTextIsRefused(String text) {
        assertThat(Md5.isHex(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Md5(text)).withMessageContaining("'" + text + "'");
    }
}
