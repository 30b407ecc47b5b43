package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class PayloadCodecTest {

    @Property
    void integersComeBack(
            @ForAll @IntRange(max = 0xff) int one,
            @ForAll @IntRange(max = 0xffff) int two,
            @ForAll @IntRange(max = 0xff_ffff) int three,
            @ForAll int four,
            @ForAll long eight)
            throws ProtocolException {
        PayloadReader reader = read(
                new PayloadWriter().int1(one).int2(two).int3(three).int4(four).int8(eight));

        assertThat(reader.readInt1()).isEqualTo(one);
        assertThat(reader.readInt2()).isEqualTo(two);
        assertThat(reader.readInt3()).isEqualTo(three);
        assertThat(reader.readInt4()).isEqualTo(four);
        assertThat(reader.readInt8()).isEqualTo(eight);
        assertThat(reader.hasMore()).isFalse();
    }

    @Property
    void lengthEncodedIntegersComeBackInTheirShortestForm(@ForAll @LongRange(min = 0, max = 1L << 25) long value)
            throws ProtocolException {
        PayloadWriter writer = new PayloadWriter().lengthEncodedInteger(value);

        assertThat(read(writer).readLengthEncodedInteger()).isEqualTo(value);
        assertThat(writer.length()).isEqualTo(value < 251 ? 1 : value < 1 << 16 ? 3 : value < 1 << 24 ? 4 : 9);
    }

    @Property
    void everyLongComesBackLengthEncoded(@ForAll long value) throws ProtocolException {
        assertThat(read(new PayloadWriter().lengthEncodedInteger(value)).readLengthEncodedInteger())
                .isEqualTo(value);
    }

    @Property
    void textsComeBack(@ForAll @StringLength(max = 400) String text) throws ProtocolException {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        String sent = new String(encoded, StandardCharsets.UTF_8);
        PayloadReader reader =
                read(new PayloadWriter().lengthEncodedString(text).text(text));

        assertThat(reader.readLengthEncodedBytes()).isEqualTo(encoded);
        assertThat(reader.readRestAsText()).isEqualTo(sent);
    }

    @Property(tries = 300)
    void aPayloadCutShortIsMalformed(
            @ForAll @StringLength(min = 1, max = 300) String text, @ForAll @IntRange(max = 999) int thousandths) {
        byte[] whole = new PayloadWriter().lengthEncodedString(text).toBytes();
        byte[] part = Arrays.copyOf(whole, thousandths * whole.length / 1000);

        assertThatThrownBy(() -> new PayloadReader(part).readLengthEncodedBytes())
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("Malformed communication packet");
    }

    @Example
    void aLengthBeyondThePacketIsMalformedAndTakesNoMemory() {
        byte[] claim = new PayloadWriter().lengthEncodedInteger(Long.MAX_VALUE).toBytes();

        assertThatThrownBy(() -> new PayloadReader(claim).readLengthEncodedBytes())
                .isInstanceOf(ProtocolException.class);
    }

    @Example
    void aStringWithoutItsEndIsMalformed() {
        byte[] open = {'r', 'o', 'o', 't'};

        assertThatThrownBy(() -> new PayloadReader(open).readTerminatedString()).isInstanceOf(ProtocolException.class);
    }

    @Example
    void bytesThatAreNotUtf8AreAnErrorOfTheStatement() {
        byte[] latin1 = "SELECT 'é'".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> new PayloadReader(latin1).readRestAsText())
                .isInstanceOfSatisfying(
                        SqlException.class, error -> assertThat(error.code()).isEqualTo(1300))
                .hasMessageContaining("utf8mb4");
    }

    private static PayloadReader read(PayloadWriter writer) {
        return new PayloadReader(writer.toBytes());
    }
}
