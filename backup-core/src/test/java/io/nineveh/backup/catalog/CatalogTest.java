package io.nineveh.backup.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.meta.MetadataException;
import io.nineveh.backup.meta.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private MetadataStore store;
    private Catalog catalog;

    @BeforeEach
    void open() {
        store = MetadataStore.open(directory.resolve("metadata.db"));
        catalog = Catalog.open(store, CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void databasesAndTablesAreThereInTheOrderOfTheirNamesAlsoAfterReopening() {
        catalog.change(change -> change.createDatabase("shop"));
        catalog.change(change -> change.createDatabase("audit"));
        addTable("shop", "sales");
        addTable("shop", "customers");
        List<Database> before = catalog.databases();

        reopen();

        assertThat(catalog.databases()).isEqualTo(before);
        assertThat(catalog.databases()).extracting(Database::name).containsExactly("audit", "shop");
        assertThat(catalog.requireDatabase("shop").tables())
                .extracting(Table::name)
                .containsExactly("customers", "sales");
    }

    @Test
    void aReplacedTableIsVisibleAtItsNewVersion() {
        catalog.change(change -> change.createDatabase("shop"));
        addTable("shop", "sales");

        catalog.change(change -> {
            change.replaceTable("shop", ExampleTables.atVersion(change.requireTable("shop", "sales"), 2));
            return 0;
        });

        assertThat(catalog.requireTable("shop", "sales").partitions())
                .extracting(Partition::visibleVersion)
                .containsExactly(2L);
        Table before = catalog.requireTable("shop", "sales");
        reopen();
        assertThat(catalog.requireTable("shop", "sales")).isEqualTo(before);
    }

    @Test
    void aRenamedTableKeepsItsIdAndWhatBearsItsNameGoesWithIt() {
        catalog.change(change -> change.createDatabase("shop"));
        Table sales = addTable("shop", "sales");
        addTable("shop", "customers");

        catalog.change(change -> change.renameTable("shop", "sales", "archive"));

        Table renamed = catalog.requireTable("shop", "archive");
        assertThat(renamed.id()).isEqualTo(sales.id());
        assertThat(renamed.partitions()).extracting(Partition::name).containsExactly("archive");
        assertThat(renamed.partitions().get(0).indexes())
                .extracting(MaterializedIndex::name)
                .containsExactly("archive");
        assertThat(renamed.withName("sales")).isEqualTo(sales);
        reopen();
        assertThat(catalog.requireDatabase("shop").tables())
                .extracting(Table::name)
                .containsExactly("archive", "customers");
        addTable("shop", "sales");
        assertRefused(
                () -> catalog.change(change -> change.renameTable("shop", "sales", "archive")), Reason.TABLE_EXISTS);
        assertRefused(
                () -> catalog.change(change -> change.renameTable("shop", "nothing", "some")), Reason.UNKNOWN_TABLE);
    }

    @Test
    void whatIsDroppedIsGivenBackAndGone() {
        catalog.change(change -> change.createDatabase("shop"));
        Table sales = addTable("shop", "sales");
        Table customers = addTable("shop", "customers");

        assertThat(catalog.<Table>change(change -> change.dropTable("shop", "sales")))
                .isEqualTo(sales);
        assertThat(catalog.<Database>change(change -> change.dropDatabase("shop"))
                        .tables())
                .containsExactly(customers);

        assertThat(catalog.databases()).isEmpty();
        reopen();
        assertThat(catalog.databases()).isEmpty();
    }

    @Test
    void aChangeSeesItsOwnStepsAndOthersDoNotUntilItIsDurable() {
        catalog.change(change -> {
            change.createDatabase("shop");
            change.addTable("shop", ExampleTables.unpartitioned("sales", change::newId));

            assertThat(change.requireTable("shop", "sales").name()).isEqualTo("sales");
            assertThat(change.databases()).hasSize(1);
            assertThat(change.now()).isEqualTo(NOW);
            assertThat(catalog.database("shop")).isEmpty();
            return 0;
        });

        assertThat(catalog.database("shop")).isPresent();
    }

    @Test
    void aChangeThatThrowsLeavesNothing() {
        assertThatThrownBy(() -> catalog.change(change -> {
                    change.createDatabase("shop");
                    change.createDatabase("shop");
                    return 0;
                }))
                .isInstanceOf(RefusedException.class);

        assertThat(catalog.databases()).isEmpty();
        reopen();
        assertThat(catalog.databases()).isEmpty();
        catalog.change(change -> change.createDatabase("shop"));
        assertThat(catalog.databases()).hasSize(1);
    }

    @Test
    void aChangeJoinsATransaction() {
        store.write(transaction -> {
            catalog.change(transaction).createDatabase("shop");
            catalog.change(transaction).createDatabase("audit");
            transaction.onCommit(() -> assertThat(catalog.databases()).hasSize(2));
            assertThat(catalog.databases()).isEmpty();
            return 0;
        });

        assertThat(catalog.databases()).extracting(Database::name).containsExactly("audit", "shop");
    }

    @Test
    void aChangeIsGoneWithTheTransactionThatItJoined() {
        assertThatThrownBy(() -> store.write(transaction -> {
                    catalog.change(transaction).createDatabase("shop");
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");

        assertThat(catalog.databases()).isEmpty();
    }

    @Test
    void namesAreCaseSensitive() {
        catalog.change(change -> change.createDatabase("shop"));
        catalog.change(change -> change.createDatabase("Shop"));

        assertThat(catalog.databases()).extracting(Database::name).containsExactly("Shop", "shop");
        assertThat(catalog.database("SHOP")).isEmpty();
    }

    @Test
    void whatIsNotThereOrIsThereAlreadyIsRefused() {
        catalog.change(change -> change.createDatabase("shop"));
        Table sales = addTable("shop", "sales");

        assertRefused(() -> catalog.requireDatabase("x"), Reason.UNKNOWN_DATABASE)
                .hasMessage("Unknown database 'x'");
        assertRefused(() -> catalog.requireTable("x", "sales"), Reason.UNKNOWN_DATABASE)
                .hasMessage("Unknown database 'x'");
        assertRefused(() -> catalog.requireTable("shop", "x"), Reason.UNKNOWN_TABLE)
                .hasMessage("Unknown table 'x' in database 'shop'");
        assertRefused(() -> catalog.change(change -> change.createDatabase("shop")), Reason.DATABASE_EXISTS)
                .hasMessage("Can't create database 'shop'; database exists");
        assertRefused(() -> catalog.change(change -> change.dropDatabase("x")), Reason.UNKNOWN_DATABASE)
                .hasMessage("Unknown database 'x'");
        assertRefused(() -> catalog.change(change -> change.dropTable("shop", "x")), Reason.UNKNOWN_TABLE)
                .hasMessage("Unknown table 'x' in database 'shop'");
        assertRefused(() -> addTable("shop", "sales"), Reason.TABLE_EXISTS).hasMessage("Table 'sales' already exists");
        catalog.change(change -> change.dropTable("shop", "sales"));
        addTable("shop", "sales");
        assertRefused(() -> replaceTable("shop", sales), Reason.WRONG_STATE)
                .hasMessageContaining("dropped and created again");
    }

    @Test
    void aDefinitionThatCannotBeReadNamesTheTable() {
        catalog.change(change -> change.createDatabase("shop"));
        Table sales = addTable("shop", "sales");
        store.write(transaction -> transaction.handle().execute("UPDATE catalog_table SET definition = '{\"id\":1}'"));

        assertThatThrownBy(() -> Catalog.open(store, CLOCK))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("table sales (id %d)".formatted(sales.id()));
    }

    private Table addTable(String database, String name) {
        return catalog.change(change -> {
            Table table = ExampleTables.unpartitioned(name, change::newId);
            change.addTable(database, table);
            return table;
        });
    }

    private void replaceTable(String database, Table table) {
        catalog.change(change -> {
            change.replaceTable(database, table);
            return 0;
        });
    }

    private void reopen() {
        store.close();
        open();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable call, Reason reason) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
