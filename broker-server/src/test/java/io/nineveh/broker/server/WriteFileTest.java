package io.nineveh.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.server.edge.ConnectionEnded;
import io.nineveh.broker.server.edge.Incoming;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Writes that come piece by piece, are cut off, and are sent again. */
class WriteFileTest {
    private static final Location FILE = Location.of("mem://bucket/file");

    private final MemoryStorage storage = new MemoryStorage();

    /** A text that comes in pieces of a size, until the connection ends. */
    private record Pieces(String text, int piece, int cutAt) {
        Incoming incoming() {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new Incoming() {
                private int position;

                @Override
                public int length() {
                    return bytes.length;
                }

                @Override
                public boolean hasNext() {
                    return position < bytes.length;
                }

                @Override
                public ByteBuffer next() throws ConnectionEnded {
                    if (position >= cutAt) {
                        throw new ConnectionEnded(new EOFException("cut"));
                    }
                    int count = Math.min(piece, Math.min(bytes.length, cutAt) - position);
                    position += count;
                    return ByteBuffer.wrap(bytes, position - count, count);
                }
            };
        }
    }

    private static Incoming whole(String text) {
        return Incoming.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Incoming cut(String text, int at) {
        return new Pieces(text, 1, at).incoming();
    }

    @Test
    void aWriteThatWasCutOffGoesOnWhereItWasCut() throws Exception {
        WriteFile file = open();
        file.write(0, whole("abc"));
        assertThatThrownBy(() -> file.write(3, cut("defgh", 2))).isInstanceOf(ConnectionEnded.class);
        assertThatThrownBy(() -> file.write(3, cut("defgh", 1))).isInstanceOf(ConnectionEnded.class);
        assertThatThrownBy(() -> file.write(3, cut("defgh", 4))).isInstanceOf(ConnectionEnded.class);
        file.write(3, whole("defgh"));
        file.write(3, whole("defgh"));
        file.write(8, whole("i"));
        assertThat(file.commit()).isEqualTo(9);
        assertThat(content()).isEqualTo("abcdefghi");
    }

    @Test
    void anotherWriteInPlaceOfTheOneThatWasCutOffIsRefused() throws Exception {
        WriteFile file = open();
        assertThatThrownBy(() -> file.write(0, cut("abcdef", 4))).isInstanceOf(ConnectionEnded.class);
        for (String other : List.of("abXdef", "abc", "")) {
            assertThatThrownBy(() -> file.write(0, whole(other)))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(StorageException.Kind.INVALID_OFFSET))
                    .hasMessageContaining("cut off after 4 bytes");
        }
        assertThatThrownBy(() -> file.write(4, whole("ef"))).hasMessageContaining("the file is at offset 0");
        file.write(0, whole("abcdef"));
        file.commit();
        assertThat(content()).isEqualTo("abcdef");
    }

    @Test
    void aFileWhoseLastWriteWasCutOffIsNotPublished() throws Exception {
        WriteFile file = open();
        file.write(0, whole("abc"));
        assertThatThrownBy(() -> file.write(3, cut("def", 1))).isInstanceOf(ConnectionEnded.class);
        assertThatThrownBy(file::commit)
                .hasMessageContaining("cut off after 1 bytes")
                .hasMessageContaining("anew");
        assertThat(storage.files).isEmpty();
        assertThat(storage.openWriters).hasValue(0);
    }

    /** What a client sends: a text, in pieces, whole or cut, and again until they come whole. */
    record Sending(String text, List<Integer> cuts, int piece) {}

    @Property(tries = 300)
    void whateverIsCutAndRepeatedTheFileIsWhatWasSent(@ForAll("sendings") List<Sending> sendings) throws Exception {
        WriteFile file = open();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (Sending sending : sendings) {
            long offset = expected.size();
            for (int cut : sending.cuts()) {
                Incoming part = new Pieces(
                                sending.text(),
                                sending.piece(),
                                cut % (sending.text().length() + 1))
                        .incoming();
                try {
                    file.write(offset, part);
                } catch (ConnectionEnded e) {
                    assertThat(part.hasNext()).isTrue();
                }
            }
            file.write(offset, new Pieces(sending.text(), sending.piece(), Integer.MAX_VALUE).incoming());
            expected.writeBytes(sending.text().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file.commit()).isEqualTo(expected.size());
        assertThat(storage.files.get("bucket/file")).isEqualTo(expected.toByteArray());
    }

    @Provide
    Arbitrary<List<Sending>> sendings() {
        return Combinators.combine(
                        Arbitraries.strings().ascii().ofMaxLength(40),
                        Arbitraries.integers().between(0, 1000).list().ofMaxSize(4),
                        Arbitraries.integers().between(1, 17))
                .as(Sending::new)
                .list()
                .ofMaxSize(6);
    }

    private WriteFile open() throws StorageException {
        Storages storages = new Storages(
                Plugins.of(storage),
                new FileSystems(Duration.ofSeconds(1), System::nanoTime, new BrokerMetrics("test")));
        return storages.open(
                FILE, Map.of(), use -> new WriteFile(use.fileSystem().openWriter(FILE), use));
    }

    private String content() {
        return new String(storage.files.get("bucket/file"), StandardCharsets.UTF_8);
    }
}
