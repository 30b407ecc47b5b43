package io.nineveh.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FileSystemsTest {
    private final AtomicLong clock = new AtomicLong();
    private final MemoryStorage storage = new MemoryStorage();
    private final FileSystems fileSystems =
            new FileSystems(Duration.ofSeconds(60), clock::get, new BrokerMetrics("test"));

    @Test
    void equalSpecificationsShareOneFileSystemAndDifferentOnesDoNot() throws StorageException {
        try (FileSystemUse first = fileSystems.use(spec("a", "user"));
                FileSystemUse same = fileSystems.use(spec("a", "user"));
                FileSystemUse otherUser = fileSystems.use(spec("a", "other"));
                FileSystemUse otherBucket = fileSystems.use(spec("b", "user"))) {
            assertThat(first.fileSystem()).isSameAs(same.fileSystem());
            assertThat(otherUser.fileSystem()).isNotSameAs(first.fileSystem());
            assertThat(otherBucket.fileSystem()).isNotSameAs(first.fileSystem());
        }
        assertThat(storage.opened).hasValue(3);
    }

    @Test
    void concurrentFirstUsersOpenOnce() throws Exception {
        int users = 8;
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger opened = new AtomicInteger();
        record Slow(CountDownLatch waiting, AtomicInteger opened, FileSystemSpec spec) implements FileSystemSpec {
            @Override
            public BrokerFileSystem open() throws StorageException {
                opened.incrementAndGet();
                try {
                    waiting.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return spec.open();
            }
        }
        PluginSpec slow = new PluginSpec(
                "memory", new Slow(waiting, opened, spec("a", "user").spec()));
        ExecutorService threads = Executors.newFixedThreadPool(users);
        try {
            List<Future<BrokerFileSystem>> found = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                found.add(threads.submit(() -> {
                    try (FileSystemUse use = fileSystems.use(slow)) {
                        return use.fileSystem();
                    }
                }));
            }
            waiting.countDown();
            for (Future<BrokerFileSystem> one : found) {
                assertThat(one.get()).isSameAs(found.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(opened).hasValue(1);
    }

    @Test
    void anIdleOneIsClosedAndOneInUseIsNot() throws StorageException {
        FileSystemUse held = fileSystems.use(spec("a", "user"));
        fileSystems.use(spec("b", "user")).close();
        clock.addAndGet(Duration.ofSeconds(61).toNanos());
        fileSystems.closeIdle();
        assertThat(storage.closed).hasValue(1);
        assertThat(fileSystems.count()).isEqualTo(1);
        held.close();
        held.close();
        assertThat(storage.closed).hasValue(1);
    }

    @Test
    void aRetiredOneIsReplacedAtOnceAndClosedAfterItsLastUser() throws StorageException {
        FileSystemUse old = fileSystems.use(spec("a", "user"));
        old.retire();
        try (FileSystemUse fresh = fileSystems.use(spec("a", "user"))) {
            assertThat(fresh.fileSystem()).isNotSameAs(old.fileSystem());
        }
        assertThat(storage.closed).hasValue(0);
        old.close();
        assertThat(storage.closed).hasValue(1);
    }

    @Test
    void aFailedOpenIsReportedAndTriedAnewByTheNextUser() throws StorageException {
        storage.refusal =
                Optional.of(new StorageException(Kind.NOT_AUTHORIZED, Retry.IS_USELESS, "mem://a: wrong key", null));
        assertThatThrownBy(() -> fileSystems.use(spec("a", "user")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_AUTHORIZED))
                .hasMessage("mem://a: wrong key");
        assertThat(fileSystems.count()).isZero();

        storage.refusal = Optional.empty();
        fileSystems.use(spec("a", "user")).close();
        assertThat(fileSystems.count()).isEqualTo(1);
    }

    @Test
    void closingLeavesTheUsersTheirsAndOpensNoMore() throws StorageException {
        FileSystemUse held = fileSystems.use(spec("a", "user"));
        fileSystems.use(spec("b", "user")).close();
        fileSystems.close();
        assertThat(storage.closed).hasValue(1);
        assertThatThrownBy(() -> fileSystems.use(spec("c", "user"))).hasMessageContaining("stopping");
        held.close();
        assertThat(storage.closed).hasValue(2);
    }

    private PluginSpec spec(String bucket, String user) {
        return new PluginSpec("memory", new MemoryStorage.Spec(storage, bucket, user));
    }
}
