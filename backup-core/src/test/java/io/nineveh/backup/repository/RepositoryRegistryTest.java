package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.broker.api.Location;
import io.nineveh.config.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepositoryRegistryTest {
    private static final Location LOCATION = Location.of("mem://host/backups/");
    private static final Location INFO = Location.of("mem://host/backups/__palo_repository_repo/__repo_info");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.891Z");

    @TempDir
    Path directory;

    private final MemoryFileSystem storage = new MemoryFileSystem();
    private MetadataStore metadata;
    private RepositoryRegistry registry;

    @BeforeEach
    void open() {
        metadata = MetadataStore.open(directory.resolve("metadata.db"));
        registry = new RepositoryRegistry(metadata, (type, location, properties) -> storage, Clock.fixed(NOW, ZONE));
    }

    @AfterEach
    void close() {
        registry.close();
        metadata.close();
    }

    @Test
    void aNewRepositoryDescribesItselfAtItsLocation() {
        Repository created = registry.create(definition("repo", Access.READ_WRITE));

        assertThat(new String(storage.files().get(INFO.toString()), UTF_8))
                .isEqualTo("{\"name\":\"repo\",\"create_time\":\"2026-03-04 13:06:07\"}");
        assertThat(created.createTime()).isEqualTo(Instant.parse("2026-03-04T05:06:07Z"));
        assertThat(registry.list()).containsExactly(created);
        assertThat(registry.require("repo")).isEqualTo(created);
    }

    @Test
    void aRepositoryThatIsThereIsTakenOverWithItsTime() {
        storage.put(INFO, "{\"name\":\"repo\",\"create_time\":\"2018-04-18 19:19:10\"}".getBytes(UTF_8));

        assertThat(registry.create(definition("repo", Access.READ_ONLY)).createTime())
                .isEqualTo(Instant.parse("2018-04-18T11:19:10Z"));
        assertThat(storage.files()).hasSize(1);
    }

    @Test
    void aRepositoryOfAnotherNameIsRefused() {
        storage.put(INFO, "{\"name\":\"other\",\"create_time\":\"2018-04-18 19:19:10\"}".getBytes(UTF_8));

        assertThatThrownBy(() -> registry.create(definition("repo", Access.READ_WRITE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(INFO.toString())
                .hasMessageContaining("'other'");
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aBrokenCreationTimeIsRefused() {
        storage.put(INFO, "{\"name\":\"repo\",\"create_time\":\"yesterday\"}".getBytes(UTF_8));

        assertThatThrownBy(() -> registry.create(definition("repo", Access.READ_WRITE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("failed to parse create time of repository")
                .hasMessageContaining("yesterday");
    }

    @Test
    void alteredPropertiesMustLeadToTheSameRepository() {
        MemoryFileSystem elsewhere = new MemoryFileSystem();
        try (RepositoryRegistry altering = new RepositoryRegistry(
                metadata,
                (type, location, properties) -> properties.containsKey("elsewhere") ? elsewhere : storage,
                Clock.fixed(NOW, ZONE))) {
            Repository created = altering.create(definition("repo", Access.READ_WRITE));
            elsewhere.put(INFO, "{\"name\":\"repo\",\"create_time\":\"2018-04-18 19:19:10\"}".getBytes(UTF_8));
            Map<String, Secret> away = Map.of("elsewhere", Secret.of("yes"));

            assertThatThrownBy(() -> altering.alter("repo", away))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Repository repo keeps its properties")
                    .hasMessageContaining("begun at 2018-04-18T11:19:10Z");
            assertThat(altering.require("repo")).isEqualTo(created);

            elsewhere.put(INFO, storage.files().get(INFO.toString()));
            altering.alter("repo", away);
            assertThat(altering.require("repo")).isEqualTo(created.with(away));
        }
    }

    @Test
    void aReadOnlyRepositoryMustBeThere() {
        assertThatThrownBy(() -> registry.create(definition("repo", Access.READ_ONLY)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no repository at");
        assertThat(storage.files()).isEmpty();
    }

    @Test
    void aRepositoryOfStarRocksIsOnlyRead() {
        storage.put(
                Location.of("mem://host/backups/__starrocks_repository_repo/__repo_info"),
                "{\"name\":\"repo\",\"create_time\":\"2018-04-18 19:19:10\"}".getBytes(UTF_8));

        assertThatThrownBy(() -> registry.create(definition("repo", Access.READ_WRITE)))
                .hasMessageContaining("CREATE READ ONLY REPOSITORY");
        assertThat(registry.create(definition("repo", Access.READ_ONLY))
                        .layout()
                        .root())
                .hasToString("mem://host/backups/__starrocks_repository_repo");
    }

    @Test
    void aNameIsGivenOnce() {
        registry.create(definition("repo", Access.READ_WRITE));

        assertThatThrownBy(() -> registry.create(definition("repo", Access.READ_WRITE)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("repository with same name already exist: repo");
    }

    @Test
    void aNameThatDorisWouldRefuseIsRefused() {
        assertThatThrownBy(() -> registry.create(definition("1repo", Access.READ_WRITE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'1repo'");
    }

    @Test
    void whatIsKnownSurvivesAReopeningAndPropertiesAreNotShown() {
        Repository created = registry.create(definition("repo", Access.READ_WRITE));
        metadata.close();
        open();

        assertThat(registry.require("repo")).isEqualTo(created);
        assertThat(registry.require("repo").properties()).containsEntry("password", Secret.of("hidden"));
        assertThat(registry.require("repo").toString()).doesNotContain("hidden");
    }

    @Test
    void droppingForgetsTheMappingAndNotTheData() {
        registry.create(definition("repo", Access.READ_WRITE));
        registry.drop("repo");

        assertThat(registry.list()).isEmpty();
        assertThat(storage.files()).containsKey(INFO.toString());
        assertThatThrownBy(() -> registry.drop("repo")).hasMessage("Repository does not exist");
        assertThatThrownBy(() -> registry.require("repo")).hasMessageContaining("Repository repo does not exist");
    }

    @Test
    void aRepositoryThatAJobUsesIsNotDropped() {
        Repository repository = registry.create(definition("repo", Access.READ_WRITE));
        metadata.write(transaction -> {
            registry.hold(transaction, repository, 7);
            return null;
        });

        assertThatThrownBy(() -> registry.drop("repo"))
                .hasMessage("Backup or restore job is running on this repository. Can not drop it");
        metadata.write(transaction -> {
            registry.letGo(transaction, 7);
            return null;
        });
        registry.drop("repo");
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aRepositoryWhoseDescriptionIsGoneIsReported() {
        Repository repository = registry.create(definition("repo", Access.READ_WRITE));
        storage.delete(INFO);

        assertThat(registry.failures()).containsOnlyKeys(repository.id());
    }

    private static RepositoryDefinition definition(String name, Access access) {
        return new RepositoryDefinition(
                name,
                access,
                new RepositoryStorage.WithBroker("broker"),
                LOCATION,
                Map.of("password", Secret.of("hidden")));
    }
}
