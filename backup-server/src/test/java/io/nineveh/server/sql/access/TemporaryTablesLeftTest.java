package io.nineveh.server.sql.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.meta.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryTablesLeftTest {
    @Test
    void thoseThatAServerLeftAreDroppedAtTheNextStart(@TempDir Path directory) throws Exception {
        try (MetadataStore store = MetadataStore.open(directory.resolve("metadata.db"))) {
            Catalog catalog = Catalog.open(store, Clock.systemUTC());
            String place = new TemporaryTables(catalog, 7).place("shop");
            catalog.change(change -> change.createDatabase("shop"));
            catalog.change(change -> change.createDatabase(place));

            TemporaryTables.dropLeft(catalog);

            assertThat(catalog.databases()).extracting(Database::name).containsExactly("shop");
        }
    }
}
