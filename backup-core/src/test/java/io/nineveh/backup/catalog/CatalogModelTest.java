package io.nineveh.backup.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.meta.MetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.apache.commons.io.FileUtils;

/** Any sequence of changes leaves in the catalog, and after reopening, what it leaves in a model of plain maps. */
class CatalogModelTest {
    private enum Action {
        CREATE_DATABASE,
        DROP_DATABASE,
        ADD_TABLE,
        REPLACE_TABLE,
        DROP_TABLE
    }

    private record Step(Action action, String database, String table, long version) {
        void apply(CatalogChange change) {
            switch (action) {
                case CREATE_DATABASE -> change.createDatabase(database);
                case DROP_DATABASE -> change.dropDatabase(database);
                case ADD_TABLE -> change.addTable(database, ExampleTables.unpartitioned(table, change::newId));
                case REPLACE_TABLE ->
                    change.replaceTable(
                            database, ExampleTables.atVersion(change.requireTable(database, table), version));
                case DROP_TABLE -> change.dropTable(database, table);
            }
        }
    }

    /** The version of each table by the names of databases and tables. */
    private record Model(SortedMap<String, SortedMap<String, Long>> databases) {
        Model copy() {
            SortedMap<String, SortedMap<String, Long>> copies = new TreeMap<>();
            databases.forEach((name, tables) -> copies.put(name, new TreeMap<>(tables)));
            return new Model(copies);
        }

        /** What the steps make of this model; empty when one of them is refused. */
        Optional<Model> after(List<Step> steps) {
            Model result = copy();
            return steps.stream().allMatch(result::apply) ? Optional.of(result) : Optional.empty();
        }

        private boolean apply(Step step) {
            SortedMap<String, Long> tables = databases.get(step.database());
            if (step.action() == Action.CREATE_DATABASE) {
                return databases.putIfAbsent(step.database(), new TreeMap<>()) == null;
            }
            if (tables == null) {
                return false;
            }
            return switch (step.action()) {
                case ADD_TABLE -> tables.putIfAbsent(step.table(), Partition.EMPTY_VERSION) == null;
                case REPLACE_TABLE -> tables.replace(step.table(), step.version()) != null;
                case DROP_TABLE -> tables.remove(step.table()) != null;
                case DROP_DATABASE -> databases.remove(step.database()) != null;
                case CREATE_DATABASE -> throw new AssertionError(step);
            };
        }

        static Model of(List<Database> databases) {
            SortedMap<String, SortedMap<String, Long>> found = new TreeMap<>();
            for (Database database : databases) {
                SortedMap<String, Long> tables = new TreeMap<>();
                for (Table table : database.tables()) {
                    tables.put(table.name(), table.partitions().get(0).visibleVersion());
                }
                found.put(database.name(), tables);
            }
            return new Model(found);
        }
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void anySequenceOfChangesEqualsTheModelAlsoAfterReopening(@ForAll("changes") List<List<Step>> changes)
            throws IOException {
        Path directory = Files.createTempDirectory("catalog-model");
        try {
            Path file = directory.resolve("metadata.db");
            List<Database> before = run(file, changes);

            try (MetadataStore store = MetadataStore.open(file)) {
                assertThat(Catalog.open(store, Clock.systemUTC()).databases()).isEqualTo(before);
            }
        } finally {
            FileUtils.deleteDirectory(directory.toFile());
        }
    }

    private static List<Database> run(Path file, List<List<Step>> changes) {
        try (MetadataStore store = MetadataStore.open(file)) {
            Catalog catalog = Catalog.open(store, Clock.systemUTC());
            Model model = new Model(new TreeMap<>());
            for (List<Step> steps : changes) {
                Optional<Model> after = model.after(steps);
                if (after.isPresent()) {
                    change(catalog, steps);
                    model = after.orElseThrow();
                } else {
                    assertThatThrownBy(() -> change(catalog, steps)).isInstanceOf(RefusedException.class);
                }
                assertThat(Model.of(catalog.databases())).isEqualTo(model);
            }
            return catalog.databases();
        }
    }

    private static void change(Catalog catalog, List<Step> steps) {
        catalog.change(change -> {
            steps.forEach(step -> step.apply(change));
            return steps.size();
        });
    }

    @Provide
    Arbitrary<List<List<Step>>> changes() {
        Arbitrary<Action> actions = Arbitraries.frequency(
                Tuple.of(3, Action.CREATE_DATABASE),
                Tuple.of(1, Action.DROP_DATABASE),
                Tuple.of(5, Action.ADD_TABLE),
                Tuple.of(3, Action.REPLACE_TABLE),
                Tuple.of(2, Action.DROP_TABLE));
        Arbitrary<Step> steps = Combinators.combine(
                        actions,
                        Arbitraries.of("a", "b"),
                        Arbitraries.of("t", "u"),
                        Arbitraries.longs().between(2, 9))
                .as(Step::new);
        return steps.list().ofMinSize(1).ofMaxSize(3).list().ofMaxSize(30);
    }
}
