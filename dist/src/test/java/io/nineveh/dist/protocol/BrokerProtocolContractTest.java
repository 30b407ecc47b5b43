package io.nineveh.dist.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What a client of the compatible protocol relies on, whatever storage its broker uses: every sentence of the protocol's
 * description that a client could notice the breach of has a test here, which runs through the wire. A storage binds it by
 * extending it.
 *
 * <p>As in the contract of the file API, a storage that lacks a behaviour does not skip the test: the lack is asserted.
 *
 * <p>After each test nothing may be left: no temporary file, no unfinished upload, and, when its place is deleted, no file.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerProtocolContractTest
        implements VisibilityContract,
                PwriteContract,
                PreadContract,
                ListPathContract,
                ListLocatedFilesContract,
                PathContract,
                NamingContract,
                DeletePathContract,
                RenamePathContract,
                DescriptorContract,
                RefusalContract,
                VanishedClientContract,
                FieldClientContract {

    private final Brokers brokers;
    private final Storage storage;
    private ProtocolFixture fixture;
    private final Set<String> knownLeftovers = new HashSet<>();
    private int tests;

    BrokerProtocolContractTest(Brokers brokers, Storage storage) {
        this.brokers = brokers;
        this.storage = storage;
    }

    @Override
    public final ProtocolFixture protocol() {
        return fixture;
    }

    @BeforeEach
    final void begin() throws TException {
        tests++;
        fixture = new ProtocolFixture(brokers, storage, storage.home() + "/test-" + tests);
    }

    @AfterEach
    final void nothingIsLeft() throws Exception {
        try (ProtocolFixture ended = fixture) {
            assertThat(newLeftovers()).isEmpty();
            ProtocolFixture.assertOk(ended.wire().deletePath(ended.root()));
            assertThat(ProtocolFixture.paths(ended.wire().listPath(ended.root())))
                    .isEmpty();
        }
    }

    /** Those of this test, so that one that fails does not make the later ones fail. */
    private List<String> newLeftovers() throws Exception {
        return storage.leftovers().stream().filter(knownLeftovers::add).toList();
    }

    @AfterAll
    final void closeStorage() throws IOException {
        storage.close();
    }
}
