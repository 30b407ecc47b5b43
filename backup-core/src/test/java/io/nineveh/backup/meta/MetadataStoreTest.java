package io.nineveh.backup.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetadataStoreTest {
    @TempDir
    private Path directory;

    private Path file;
    private MetadataStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("state").resolve("metadata.db");
        store = MetadataStore.open(file);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsWrittenIsReadAndIsThereAfterReopening() {
        store.write(transaction -> insert(transaction, "b1"));

        assertThat(names()).containsExactly("b1");
        reopen();
        assertThat(names()).containsExactly("b1");
    }

    @Test
    void anExceptionRollsBackAndDropsTheActions() {
        List<String> log = new ArrayList<>();

        assertThatThrownBy(() -> store.write(transaction -> {
                    insert(transaction, "b1");
                    transaction.onCommit(() -> log.add("committed"));
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no");

        assertThat(names()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void actionsRunInOrderAfterTheCommit() {
        List<String> log = new ArrayList<>();

        store.write(transaction -> {
            transaction.onCommit(() -> log.add("first sees " + names()));
            transaction.onCommit(() -> log.add("second"));
            return insert(transaction, "b1");
        });

        assertThat(log).containsExactly("first sees [b1]", "second");
    }

    @Test
    void anActionThatThrowsHoldsUpNoOther() {
        List<String> log = new ArrayList<>();

        assertThatThrownBy(() -> store.write(transaction -> {
                    transaction.onCommit(() -> {
                        throw new IllegalStateException("broken");
                    });
                    transaction.onCommit(() -> log.add("second"));
                    return insert(transaction, "b1");
                }))
                .hasMessage("broken");

        assertThat(log).containsExactly("second");
        assertThat(names()).containsExactly("b1");
    }

    @Test
    void readsDoNotWaitForAWriteAndSeeNothingOfIt() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Integer> write = CompletableFuture.supplyAsync(() -> store.write(transaction -> {
            int count = insert(transaction, "b1");
            written.countDown();
            await(goOn);
            return count;
        }));
        written.await();

        assertThat(names()).isEmpty();

        goOn.countDown();
        assertThat(write.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(names()).containsExactly("b1");
    }

    @Test
    void aReadSeesOneStateHoweverLongItTakes() {
        store.write(transaction -> insert(transaction, "b1"));

        List<List<String>> seen = store.read(handle -> {
            List<String> before = names(handle);
            store.write(transaction -> insert(transaction, "b2"));
            return List.of(before, names(handle));
        });

        assertThat(seen).containsExactly(List.of("b1"), List.of("b1"));
        assertThat(names()).containsExactly("b1", "b2");
    }

    @Test
    void aReadCannotWrite() {
        assertThatThrownBy(() -> store.read(handle -> handle.execute("DELETE FROM broker")))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("readonly");
    }

    @Test
    void aWriteWithinAWriteIsRefused() {
        assertThatThrownBy(() -> store.write(outer -> store.write(inner -> 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pass the transaction on");
        assertThat(store.<Integer, RuntimeException>write(transaction -> 2)).isEqualTo(2);
    }

    @Test
    void aTransactionThatIsOverIsOfNoUse() {
        MetadataTransaction kept = store.write(transaction -> transaction);

        assertThatThrownBy(kept::handle).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(kept::newId).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.onCommit(() -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void idsBeginAt10000AndGoOnAfterReopening() {
        assertThat(newId()).isEqualTo(10_000);
        assertThat(newId()).isEqualTo(10_001);

        reopen();

        assertThat(newId()).isEqualTo(10_002);
    }

    @Test
    void idsOfATransactionThatWasRolledBackAreLost() {
        assertThatThrownBy(() -> store.write(transaction -> {
                    transaction.newId();
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(newId()).isEqualTo(10_001);
        reopen();
        assertThat(newId()).isEqualTo(10_002);
    }

    @Test
    void aFailedStatementNamesTheFileAndLeavesTheStoreUsable() {
        assertThatThrownBy(() -> store.write(transaction ->
                        transaction.handle().execute("INSERT INTO catalog_table VALUES (1, 2, 'x', 'y')")))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("metadata.db")
                .hasMessageContaining("FOREIGN KEY");

        store.write(transaction -> insert(transaction, "b1"));
        assertThat(names()).containsExactly("b1");
    }

    @Test
    void aFullDiskIsAClearErrorAndLeavesTheStoreUsable() {
        store.write(transaction -> transaction.handle().execute("PRAGMA max_page_count = 1"));

        assertThatThrownBy(() -> store.write(transaction -> insert(transaction, "b".repeat(100_000))))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("the disk is full");

        assertThat(names()).isEmpty();
        store.write(transaction -> insert(transaction, "b1"));
        assertThat(names()).containsExactly("b1");
    }

    @Test
    void everyCommitIsSyncedToTheWriteAheadLog() {
        String mode = store.write(transaction -> pragma(transaction.handle(), "journal_mode"));
        String synchronous = store.write(transaction -> pragma(transaction.handle(), "synchronous"));

        assertThat(mode).isEqualTo("wal");
        assertThat(synchronous).as("FULL").isEqualTo("2");
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void afterCloseEverythingIsRefusedAndASecondCloseIsHarmless() {
        store.close();
        store.close();

        assertThatThrownBy(() -> store.write(transaction -> 1))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(this::names).isInstanceOf(MetadataException.class).hasMessageContaining("closed");
    }

    private void reopen() {
        store.close();
        store = MetadataStore.open(file);
    }

    private long newId() {
        return store.write(MetadataTransaction::newId);
    }

    private List<String> names() {
        return store.read(MetadataStoreTest::names);
    }

    private static List<String> names(Handle handle) {
        return handle.createQuery("SELECT name FROM broker ORDER BY name")
                .mapTo(String.class)
                .list();
    }

    private static String pragma(Handle handle, String name) {
        return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
    }

    private static int insert(MetadataTransaction transaction, String name) {
        return transaction.handle().execute("INSERT INTO broker (name, host, port) VALUES (?, 'h', 1)", name);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
