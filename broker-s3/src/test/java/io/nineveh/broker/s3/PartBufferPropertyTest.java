package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.TestMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PartBufferPropertyTest {
    private static final int SMALL = 64 << 10;

    private final HostMemory memory = TestMemory.ofMebibytes(8);

    @Property(tries = 50)
    void whatIsFilledInIsSentAsOftenAsNeedBe(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 300_000) Integer> lengths) throws IOException {
        byte[] content = new byte[lengths.stream().mapToInt(Integer::intValue).sum()];
        new Random(content.length).nextBytes(content);
        try (PartBuffer part = new PartBuffer(memory.borrow(6 << 20), 6 << 20)) {
            int offset = 0;
            for (int length : lengths) {
                part.fill(ByteBuffer.wrap(content, offset, length));
                offset += length;
            }

            assertIsSent(part, content);
        }
    }

    @Property(tries = 10)
    void aPartThatIsMovedKeepsWhatItHolds(@ForAll @IntRange(min = 0, max = SMALL) int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        PartBuffer small = new PartBuffer(memory.borrow(SMALL), SMALL);
        small.fill(ByteBuffer.wrap(content));

        try (PartBuffer part = small.movedTo(new PartBuffer(memory.borrow(6 << 20), 6 << 20))) {
            assertIsSent(part, content);
        }
    }

    @Property(tries = 10)
    void whatHasNoRoomIsLeft(@ForAll @IntRange(min = 1, max = 100_000) int capacity) throws StorageException {
        ByteBuffer data = ByteBuffer.allocate(100_000);
        try (PartBuffer part = new PartBuffer(memory.borrow(capacity), capacity)) {
            part.fill(data);

            assertThat(part.isFull()).isTrue();
            assertThat(data.position()).isEqualTo(capacity);
        }
    }

    private static void assertIsSent(PartBuffer part, byte[] content) throws IOException {
        Body body = part.body();
        assertThat(body.contentMd5())
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(HexFormat.of().parseHex(Md5.of(content).hex())));
        assertThat(body.content().optionalContentLength()).hasValue((long) content.length);
        for (int attempt = 0; attempt < 2; attempt++) {
            try (InputStream sent = body.content().contentStreamProvider().newStream()) {
                assertThat(sent.readAllBytes()).isEqualTo(content);
            }
        }
    }
}
