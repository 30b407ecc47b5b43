package io.nineveh.backup.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BrokerRegistryTest {
    private static final Duration HEARTBEAT = Duration.ofMillis(20);
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final HostPort NEAR = new HostPort("127.0.0.1", 8000);

    /** Of the ranges for documentation, so not this host. */
    private static final HostPort FAR = new HostPort("198.51.100.1", 8000);

    private static final HostPort ALSO_FAR = new HostPort("203.0.113.1", 8000);
    private static final Location LOCATION = Location.of("file:///backups");

    @TempDir
    private Path directory;

    private final Map<HostPort, FakeBroker> brokers = new ConcurrentHashMap<>();
    private MetadataStore store;
    private BrokerRegistry registry;

    @BeforeEach
    void open() {
        store = MetadataStore.open(directory.resolve("metadata.db"));
        registry = newRegistry(HEARTBEAT);
    }

    @AfterEach
    void close() {
        registry.close();
        store.close();
    }

    @Test
    void aNewBrokerIsAliveWhenItIsAdded() {
        Instant before = Instant.now();
        broker(FAR).tell(new BrokerProduct("1.2", List.of("hdfs", "s3")));

        registry.add("b", List.of(FAR));

        BrokerNode node = node(FAR);
        assertThat(node.name()).isEqualTo("b");
        assertThat(node.alive()).isTrue();
        assertThat(node.lastStartTime().orElseThrow()).isBetween(before, Instant.now());
        assertThat(node.lastUpdateTime()).isEqualTo(node.lastStartTime());
        assertThat(node.errorMessage()).isEmpty();
        assertThat(node.version()).contains("1.2");
        assertThat(node.plugins()).containsExactly("hdfs", "s3");
    }

    @Test
    void aBrokerWithoutTheExtensionIsAliveAndTellsNothing() {
        registry.add("b", List.of(FAR));

        assertThat(node(FAR).alive()).isTrue();
        assertThat(node(FAR).version()).isEmpty();
        assertThat(node(FAR).plugins()).isEmpty();
    }

    @Test
    void brokersAreThereAfterReopeningAndAliveAfterTheStart() {
        registry.add("b", List.of(FAR, NEAR));
        registry.add("a", List.of(FAR));

        reopen(HEARTBEAT);

        assertThat(registry.nodes())
                .extracting(node -> node.name() + " " + node.address())
                .containsExactly("a 198.51.100.1:8000", "b 127.0.0.1:8000", "b 198.51.100.1:8000");
        assertThat(registry.nodes()).allSatisfy(node -> {
            assertThat(node.alive()).isFalse();
            assertThat(node.lastStartTime()).isEmpty();
            assertThat(node.errorMessage()).contains("no answer yet");
        });
        registry.start();
        assertThat(registry.nodes()).allMatch(BrokerNode::alive);
    }

    @Test
    void aBrokerThatDiesAndComesBackIsSeenToDoSo() {
        registry.start();
        registry.add("b", List.of(FAR));
        Instant firstStart = node(FAR).lastStartTime().orElseThrow();

        broker(FAR).die();
        await().until(() -> !node(FAR).alive());

        BrokerNode dead = node(FAR);
        assertThat(dead.errorMessage()).contains("connection refused");
        assertThat(dead.lastStartTime()).contains(firstStart);
        assertThat(dead.lastUpdateTime()).isPresent();

        broker(FAR).tell(new BrokerProduct("2.0", List.of("s3")));
        broker(FAR).revive();
        await().until(() -> node(FAR).alive());

        assertThat(node(FAR).errorMessage()).isEmpty();
        assertThat(node(FAR).version()).contains("2.0");
        assertThat(node(FAR).lastStartTime().orElseThrow()).isAfter(firstStart);
    }

    @Test
    void aBrokerThatStaysAliveKeepsItsStartTime() {
        registry.start();
        registry.add("b", List.of(FAR));
        BrokerNode first = node(FAR);

        await().until(() -> !node(FAR).lastUpdateTime().equals(first.lastUpdateTime()));

        assertThat(node(FAR).lastStartTime()).isEqualTo(first.lastStartTime());
    }

    @Test
    void aBrokerThatHangsHoldsUpNeitherAddingNorTheOthers() {
        registry.start();
        broker(FAR).hang();

        registry.add("b", List.of(FAR, ALSO_FAR));

        assertThat(node(FAR).alive()).isFalse();
        int pings = broker(ALSO_FAR).pings();
        await().until(() -> broker(ALSO_FAR).pings() > pings + 3);
        assertThat(node(ALSO_FAR).alive()).isTrue();
        assertThat(broker(FAR).pings())
                .as("is not asked again while it is being asked")
                .isEqualTo(1);
        broker(FAR).answer();
        await().until(() -> node(FAR).alive());
    }

    @Test
    void aDeadBrokerIsAddedAllTheSame() {
        broker(FAR).die();

        registry.add("b", List.of(FAR));

        assertThat(node(FAR).alive()).isFalse();
        assertThat(node(FAR).errorMessage()).contains("connection refused");
    }

    @Test
    void addingIsAllOrNone() {
        registry.add("b", List.of(FAR));

        assertRefused(() -> registry.add("b", List.of(NEAR, FAR)), Reason.WRONG_STATE)
                .hasMessage("Broker(198.51.100.1:8000) has already in brokers.");
        assertRefused(() -> registry.add("c", List.of(NEAR, NEAR)), Reason.WRONG_STATE)
                .hasMessage("Broker(127.0.0.1:8000) has already in brokers.");
        assertRefused(() -> registry.add("", List.of(NEAR)), Reason.INVALID)
                .hasMessage("Broker's name can't be empty.");
        assertRefused(() -> registry.add("c", List.of()), Reason.INVALID).hasMessageContaining("host:port");

        assertThat(registry.nodes()).extracting(BrokerNode::address).containsExactly(FAR);
        reopen(HEARTBEAT);
        assertThat(registry.nodes()).extracting(BrokerNode::address).containsExactly(FAR);
    }

    @Test
    void droppingIsAllOrNoneAndTheLastAddressTakesTheNameWithIt() {
        registry.add("b", List.of(FAR, NEAR));

        assertRefused(() -> registry.drop("x", List.of(FAR)), Reason.WRONG_STATE)
                .hasMessageStartingWith("Unknown broker name(x)");
        assertRefused(() -> registry.drop("b", List.of(FAR, ALSO_FAR)), Reason.WRONG_STATE)
                .hasMessage("Broker(203.0.113.1:8000) has not in brokers.");
        assertThat(registry.nodes()).hasSize(2);

        registry.drop("b", List.of(FAR));
        assertThat(registry.requireBroker("b")).containsExactly(NEAR);
        registry.drop("b", List.of(NEAR));

        assertRefused(() -> registry.requireBroker("b"), Reason.WRONG_STATE)
                .hasMessageStartingWith("Unknown broker name(b)");
        assertThat(broker(FAR).isClosed()).isTrue();
        assertThat(broker(NEAR).isClosed()).isTrue();
        reopen(HEARTBEAT);
        assertThat(registry.nodes()).isEmpty();
    }

    @Test
    void droppingAllLeavesOtherNames() {
        registry.add("b", List.of(FAR, NEAR));
        registry.add("c", List.of(FAR));

        registry.dropAll("b");

        assertThat(registry.nodes()).extracting(BrokerNode::name).containsExactly("c");
        assertRefused(() -> registry.dropAll("b"), Reason.WRONG_STATE).hasMessageStartingWith("Unknown broker name(b)");
    }

    @Test
    void theLastAddressOfABrokerThatIsNeededStays() {
        registry.add("b", List.of(FAR, NEAR));
        registry.protect(name -> name.equals("b") ? List.of("repository r1", "repository r2") : List.of());

        registry.drop("b", List.of(FAR));
        assertRefused(() -> registry.drop("b", List.of(NEAR)), Reason.WRONG_STATE)
                .hasMessageContaining("used by repository r1, repository r2");
        assertRefused(() -> registry.dropAll("b"), Reason.WRONG_STATE).hasMessageContaining("repository r1");

        assertThat(registry.requireBroker("b")).containsExactly(NEAR);
    }

    @Test
    void fileSystemsAreSpreadOverAllAliveBrokersThisHostFirst() throws StorageException {
        registry = reopen(SELDOM);
        registry.add("b", List.of(FAR, NEAR, ALSO_FAR));

        open("b");
        assertThat(broker(NEAR).opened()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            open("b");
        }
        assertThat(List.of(
                        broker(FAR).opened(),
                        broker(NEAR).opened(),
                        broker(ALSO_FAR).opened()))
                .containsOnly(2);
        open("b");
        assertThat(broker(NEAR).opened()).isEqualTo(3);
    }

    @Test
    void aBrokerThatFailedIsAvoidedAtOnceAndUsedAgainWhenItIsBack() throws StorageException {
        registry.add("b", List.of(FAR, NEAR));
        broker(NEAR).hang();
        BrokerFileSystem files = open("b");
        assertThat(broker(NEAR).opened()).isEqualTo(1);

        broker(NEAR).die();
        assertThatThrownBy(() -> files.stat(LOCATION)).isInstanceOf(StorageException.class);
        files.close();
        open("b").close();
        assertThat(broker(NEAR).opened()).as("its ping still hangs").isEqualTo(1);
        assertThat(broker(FAR).opened()).isEqualTo(1);

        broker(NEAR).answer();
        await("a failed call has the broker asked at once")
                .until(() -> !node(NEAR).alive());
        broker(NEAR).revive();
        registry.start();
        await().until(() -> node(NEAR).alive());
        open("b").close();
        assertThat(broker(NEAR).opened()).isEqualTo(2);
    }

    @Test
    void ofSeveralTheOneWithTheFewestOpenFileSystemsIsChosen() throws StorageException {
        registry.add("b", List.of(FAR, ALSO_FAR));

        open("b");
        BrokerFileSystem second = open("b");
        assertThat(broker(FAR).opened()).isEqualTo(1);
        assertThat(broker(ALSO_FAR).opened()).isEqualTo(1);

        second.close();
        second.close();
        open("b");
        assertThat(broker(ALSO_FAR).opened()).isEqualTo(2);
    }

    @Test
    void withoutAnAliveBrokerTheErrorSaysWhyAndWhatToDo() {
        broker(FAR).die();
        registry.add("b", List.of(FAR));

        assertRefused(() -> open("b"), Reason.STORAGE)
                .hasMessageStartingWith("failed to find alive broker: b")
                .hasMessageContaining("198.51.100.1:8000: connection refused")
                .hasMessageContaining("start the broker");
        assertRefused(() -> open("x"), Reason.WRONG_STATE).hasMessageStartingWith("Unknown broker name(x)");
    }

    @Test
    void whatIsOpenThroughADroppedBrokerStaysUsable() throws StorageException {
        registry.add("b", List.of(FAR));
        BrokerFileSystem files = open("b");

        registry.dropAll("b");

        assertThat(files.stat(LOCATION)).isEmpty();
        assertThat(broker(FAR).isClosed()).isFalse();
        files.close();
        assertThat(broker(FAR).isClosed()).isTrue();
    }

    @Test
    void closingGivesUpAllConnectionsAndAsksNoMore() {
        registry.start();
        registry.add("b", List.of(FAR));

        registry.close();
        registry.close();

        assertThat(broker(FAR).isClosed()).isTrue();
        int pings = broker(FAR).pings();
        await().during(HEARTBEAT.multipliedBy(5)).until(() -> broker(FAR).pings() <= pings + 1);
    }

    private BrokerFileSystem open(String name) {
        return registry.fileSystem(name, LOCATION, Map.of());
    }

    private BrokerRegistry reopen(Duration heartbeat) {
        registry.close();
        registry = newRegistry(heartbeat);
        return registry;
    }

    private BrokerRegistry newRegistry(Duration heartbeat) {
        BrokerOptions options =
                new BrokerOptions(heartbeat, Duration.ofSeconds(5), Duration.ofMillis(500), Optional.empty());
        return new BrokerRegistry(store, Clock.systemUTC(), options, this::broker);
    }

    private FakeBroker broker(HostPort address) {
        return brokers.computeIfAbsent(address, any -> new FakeBroker());
    }

    private BrokerNode node(HostPort address) {
        Optional<BrokerNode> found = registry.nodes().stream()
                .filter(node -> node.address().equals(address))
                .findFirst();
        return found.orElseThrow();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable call, Reason reason) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
