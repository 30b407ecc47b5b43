package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.append;
import static io.nineveh.broker.api.ContractFixture.content;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What holds when several threads use one storage at once. */
interface ConcurrencyContract {
    ContractFixture contract();

    @Test
    default void manyThreadsReadOneReader() throws Exception {
        byte[] content = content(3_000_000, 1);
        contract().write(contract().at("file"), content);
        try (BrokerReader reader = contract().fileSystem().openReader(contract().at("file"))) {
            List<Callable<Boolean>> readers = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                Random random = new Random(thread);
                readers.add(() -> {
                    for (int i = 0; i < 40; i++) {
                        int position = random.nextInt(content.length);
                        int length = Math.min(random.nextInt(100_000), content.length - position);
                        ByteBuffer buffer = ByteBuffer.allocate(length);
                        assertThat(reader.read(position, buffer)).isEqualTo(length);
                        assertThat(Arrays.equals(
                                        buffer.array(), Arrays.copyOfRange(content, position, position + length)))
                                .isTrue();
                    }
                    return true;
                });
            }
            assertThat(runAtOnce(readers)).hasSize(8).containsOnly(true);
        }
    }

    @Test
    default void ofManyWritersOfOneLocationOneWinsWhole() throws Exception {
        Location location = contract().at("a/b/file");
        List<Callable<Md5>> writers = new ArrayList<>();
        CyclicBarrier allHaveWritten = new CyclicBarrier(6);
        for (int thread = 0; thread < 6; thread++) {
            byte[] content = content(100_000 + thread, thread);
            writers.add(() -> {
                try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
                    append(writer, content);
                    allHaveWritten.await();
                    writer.commit();
                }
                return Md5.of(content);
            });
        }
        List<Md5> written = runAtOnce(writers);

        assertThat(written).contains(Md5.of(contract().read(location)));
        assertThat(contract().listRecursive("a")).containsExactly("a/b/file");
    }

    @Test
    default void whileAFileIsReplacedEachReaderSeesOneWholeVersion() throws Exception {
        Location location = contract().at("file");
        byte[] one = content(400_000, 1);
        byte[] two = content(400_000, 2);
        contract().write(location, one);
        AtomicBoolean writing = new AtomicBoolean(true);
        Callable<Integer> writer = () -> {
            try {
                for (int i = 0; i < 20; i++) {
                    contract().write(location, i % 2 == 0 ? two : one);
                }
            } finally {
                writing.set(false);
            }
            return 1;
        };
        Set<Md5> versions = Set.of(Md5.of(one), Md5.of(two));
        Callable<Integer> reader = () -> {
            int wholeVersions = 0;
            do {
                try {
                    assertThat(versions).contains(Md5.of(contract().read(location)));
                    wholeVersions++;
                } catch (StorageException e) {
                    assertThat(e).hasMessageContaining(location.toString());
                    assertThat(e.kind()).isNotEqualTo(StorageException.Kind.NOT_FOUND);
                }
            } while (writing.get());
            return wholeVersions;
        };

        assertThat(runAtOnce(List.of(writer, reader, reader))).allMatch(count -> count > 0);
    }

    @Test
    default void anEarlyReaderSeesNothingOrTheWholeFile() throws Exception {
        byte[] content = content(200_000, 1);
        Md5 whole = Md5.of(content);
        for (int round = 0; round < 10; round++) {
            Location location = contract().at("round-" + round + "/file");
            AtomicBoolean writing = new AtomicBoolean(true);
            Callable<Boolean> writer = () -> {
                try {
                    contract().write(location, content);
                } finally {
                    writing.set(false);
                }
                return true;
            };
            Callable<Boolean> reader = () -> {
                do {
                    if (contract().fileSystem().stat(location).isPresent()) {
                        assertThat(Md5.of(contract().read(location))).isEqualTo(whole);
                    }
                } while (writing.get());
                return true;
            };
            assertThat(runAtOnce(List.of(writer, reader))).containsOnly(true);
        }
    }

    private static <T> List<T> runAtOnce(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
