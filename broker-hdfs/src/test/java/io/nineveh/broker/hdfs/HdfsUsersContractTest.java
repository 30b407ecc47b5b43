package io.nineveh.broker.hdfs;

import static io.nineveh.broker.hdfs.HdfsContent.BLOCK;
import static io.nineveh.broker.hdfs.HdfsContent.appendTo;
import static io.nineveh.broker.hdfs.HdfsContent.assertContent;
import static io.nineveh.broker.hdfs.HdfsContent.assertRange;
import static io.nineveh.broker.hdfs.HdfsRefusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a cluster grants its users and what it refuses them, and that nothing is left where it did. */
@ExtendWith(HdfsServerExtension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class HdfsUsersContractTest {
    private final HdfsServer server;
    private final HdfsHome home;
    private final BrokerFileSystem alice;
    private final BrokerFileSystem bob;
    private final Location file;

    protected HdfsUsersContractTest(HdfsServer server, HdfsAccess access) throws IOException {
        this.server = server;
        home = HdfsHome.make(server, "users", "alice");
        file = home.location().child("file");
        String block = Integer.toString(BLOCK);
        alice = access.open(
                home.location(), Map.of("hadoop.username", "alice", "dfs.blocksize", block, "dfs.replication", "1"));
        bob = access.open(home.location(), Map.of("username", "bob", "dfs.blocksize", block, "dfs.replication", "2"));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (home;
                alice;
                bob) {
            assertThat(home.openFiles()).isEmpty();
            assertThat(home.names()).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void aFullQuotaOfSpaceIsSaidAndNothingIsLeft() throws IOException {
        byte[] old = HdfsContent.of(10, 1);
        HdfsContent.write(alice, file, old);
        home.direct().setQuota(home.path(), HdfsConstants.QUOTA_DONT_SET, 3 * BLOCK);

        byte[] content = HdfsContent.of(6 * BLOCK, 2);
        BrokerWriter writer = alice.openWriter(file);
        assertFails(Kind.STORAGE_ERROR, () -> {
                    appendTo(writer, content, content.length);
                    writer.commit();
                })
                .hasMessageContaining("quota")
                .hasMessageContaining(home.path().toString());
        assertFails(Kind.STORAGE_ERROR, writer::commit);

        assertThat(home.openFiles()).isEmpty();
        assertThat(home.names()).containsExactly("file");
        assertContent(alice, file, old);
    }

    @Test
    void aFullQuotaOfNamesIsSaidAndNothingIsLeft() throws IOException {
        // the directory itself counts
        home.direct().setQuota(home.path(), 2, HdfsConstants.QUOTA_DONT_SET);
        HdfsContent.write(alice, file, HdfsContent.of(10, 1));

        assertFails(
                        Kind.STORAGE_ERROR,
                        () -> HdfsContent.write(alice, home.location().child("second"), HdfsContent.of(10, 1)))
                .hasMessageContaining("quota")
                .hasMessageContaining(home.path().toString());
        assertThat(home.names()).containsExactly("file");

        home.direct().setQuota(home.path(), 3, HdfsConstants.QUOTA_DONT_SET);
        assertFails(
                        Kind.STORAGE_ERROR,
                        () -> HdfsContent.write(alice, home.location().child("new/third"), HdfsContent.of(10, 1)))
                .hasMessageContaining("quota");
        assertThat(home.names()).doesNotContain("third").noneMatch(name -> name.startsWith("."));
    }

    @Test
    void whoIsRefusedDisturbsNobodyWhoHasFilesOpen() throws IOException {
        byte[] content = HdfsContent.of(3 * BLOCK, 3);
        home.allow("777");
        Location ofBob = home.location().child("bob");
        HdfsContent.write(bob, ofBob, content);
        HdfsContent.write(alice, file, content);
        try (BrokerReader readerOfBob = bob.openReader(ofBob);
                BrokerReader reader = alice.openReader(file);
                BrokerWriter writer = alice.openWriter(home.location().child("more"))) {
            appendTo(writer, content, BLOCK);
            home.allow("700");

            assertFails(Kind.NOT_AUTHORIZED, () -> bob.openReader(file)).hasMessageContaining("bob");
            assertFails(Kind.NOT_AUTHORIZED, () -> HdfsContent.write(bob, file, content));
            assertFails(Kind.NOT_AUTHORIZED, () -> bob.list(home.location().child("*")));
            assertFails(Kind.NOT_AUTHORIZED, () -> bob.delete(file));
            assertFails(
                    Kind.NOT_AUTHORIZED, () -> bob.rename(file, home.location().child("mine")));

            assertRange(readerOfBob, content, 0, content.length);
            assertRange(reader, content, 0, content.length);
            appendTo(writer, content, content.length);
            writer.commit();
        }
        assertContent(alice, home.location().child("more"), content);
        assertContent(alice, file, content);
    }

    @Test
    void twoUsersAtOnceOwnWhatTheyWrite() throws Exception {
        home.allow("777");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> written = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int number = i;
                written.add(threads.submit(() -> {
                    HdfsContent.write(
                            number % 2 == 0 ? alice : bob,
                            home.location().child("file-" + number),
                            HdfsContent.of(10, number));
                    return number;
                }));
            }
            for (Future<?> done : written) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (int i = 0; i < 40; i++) {
            assertThat(home.status("file-" + i).getOwner()).isEqualTo(i % 2 == 0 ? "alice" : "bob");
        }
    }

    @Test
    void replicationAndBlockSizeAreTheOnesAskedFor() throws IOException {
        home.allow("777");
        HdfsContent.write(alice, file, HdfsContent.of(10, 4));
        HdfsContent.write(bob, home.location().child("other"), HdfsContent.of(10, 4));

        assertThat(home.status("file").getReplication()).isEqualTo((short) 1);
        assertThat(home.status("other").getReplication()).isEqualTo((short) 2);
        assertThat(home.status("file").getBlockSize()).isEqualTo(BLOCK);
    }

    @Test
    void anAbortedWriterLeavesNoLeaseAndNoFile() throws IOException {
        byte[] content = HdfsContent.of(2 * BLOCK, 5);
        BrokerWriter writer = alice.openWriter(file);
        appendTo(writer, content, BLOCK + 1);
        assertThat(home.openFiles()).hasSize(1);
        writer.abort();

        assertThat(home.openFiles()).isEmpty();
        assertThat(home.names()).isEmpty();
        assertFails(Kind.STORAGE_ERROR, () -> appendTo(writer, content, content.length));
    }

    @Test
    void readersAndWritersOutliveARestartOfTheNameNodeWhichIsMissedSoon() throws IOException {
        byte[] content = HdfsContent.of(4 * BLOCK, 6);
        HdfsContent.write(alice, file, content);
        try (BrokerReader reader = alice.openReader(file);
                BrokerWriter writer = alice.openWriter(home.location().child("during"))) {
            assertRange(reader, content, 0, BLOCK);
            // A block, which a client of a broker sends on at once, and for which nothing more is asked of the name
            // node.
            appendTo(writer, content, BLOCK);
            await().until(() -> home.openBlocks() == 1);
            server.stopNameNode(0);
            try {
                assertRange(reader, content, BLOCK, content.length);
                assertUnreachableSoon();
            } finally {
                server.startNameNode(0);
            }
            appendTo(writer, content, content.length);
            writer.commit();
        }
        assertContent(alice, home.location().child("during"), content);
    }

    private void assertUnreachableSoon() {
        long start = System.nanoTime();
        assertFails(Kind.STORAGE_ERROR, () -> alice.stat(file))
                .hasMessageContaining(server.uri().getAuthority())
                .matches(StorageException::isTransient, "is transient");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(10_000);
    }
}
