package io.nineveh.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link BrokerFileSystem} must do, whatever storage stands behind it. A storage binds it by extending it: the
 * same tests run against a plugin directly and through a broker.
 *
 * <p>A storage that lacks a behaviour does not skip the test: the lack is asserted, by {@link #isHierarchical()}, {@link
 * #impossibleNames()} and {@link #capabilities()}, so that the test turns red on the day the lack is gone.
 *
 * <p>What the methods give is asked for once in a test, at first use: a subclass may prepare it in its own
 * {@code @BeforeEach}. After each test the suite calls, in this order, {@link #verifyNothingIsLeft()}, deletes
 * {@link #root()}, and calls {@link #release()}; do not close anything before that.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
public abstract class BrokerFileSystemContractTest
        implements PublishingContract,
                WritingContract,
                ReadingContract,
                ListingContract,
                PagingContract,
                NamingContract,
                DeletingContract,
                RenamingContract,
                ConcurrencyContract,
                ClosingContract,
                InPlaceContract,
                CapabilityContract {

    private Optional<ContractFixture> fixture = Optional.empty();

    /** The file system under test. */
    protected abstract BrokerFileSystem fileSystem();

    /** Another file system, newly opened, on the same storage with the same identity. The suite closes it. */
    protected abstract BrokerFileSystem openAnother() throws StorageException;

    /** An empty directory, or a prefix that no object has, made anew for each test; not the root of the storage. */
    protected abstract Location root();

    /** Whether the storage has directories of its own. */
    protected abstract boolean isHierarchical();

    /** For {@link #capabilities()}. */
    protected static final Set<Class<?>> ALL_CAPABILITIES = CapabilityContract.ALL;

    /** The abilities that the file system offers. */
    protected Set<Class<?>> capabilities() {
        return Set.of();
    }

    /** Names, of those that the suite tries, that the storage cannot give to a file. */
    protected Set<String> impossibleNames() {
        return Set.of();
    }

    /** The size, in bytes, from which on the storage cuts a file into parts or blocks. */
    protected int partSize() {
        return 8 << 20;
    }

    /** How many files make a listing of several pages. */
    protected int manyFiles() {
        return 2_100;
    }

    /** Fails when the test has left something that the file API does not show: a temporary file, an unfinished upload. */
    protected void verifyNothingIsLeft() throws Exception {}

    /** Closes what the subclass made for the test. */
    protected void release() throws Exception {}

    @Override
    public final ContractFixture contract() {
        if (fixture.isEmpty()) {
            fixture = Optional.of(new ContractFixture(
                    fileSystem(),
                    this::openAnother,
                    root(),
                    new ContractFixture.Storage(
                            isHierarchical(), capabilities(), impossibleNames(), partSize(), manyFiles())));
        }
        return fixture.get();
    }

    @AfterEach
    final void nothingIsLeft() throws Exception {
        ContractFixture contract = contract();
        try (contract) {
            verifyNothingIsLeft();
        } finally {
            contract.fileSystem().delete(contract.root());
        }
        assertThat(contract.fileSystem().stat(contract.root())).isEmpty();
        assertThat(contract.fileSystem().listRecursive(contract.root())).isEmpty();
        release();
    }
}
