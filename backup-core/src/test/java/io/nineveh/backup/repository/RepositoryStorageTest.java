package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.broker.BrokerOptions;
import io.nineveh.backup.broker.BrokerRegistry;
import io.nineveh.backup.broker.HostPort;
import io.nineveh.backup.fake.MemoryBroker;
import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.RepositoryStorage.WithPlugin;
import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.plugin.TestMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a repository's storage is reached: by a plugin in this process, here that of the local disk, or by a broker. */
final class RepositoryStorageTest {
    private static final SnapshotTimestamp STAMP = new SnapshotTimestamp("2026-03-05-07-06-07");

    @TempDir
    Path directory;

    private MetadataStore metadata;
    private Plugins plugins;
    private BrokerRegistry brokers;
    private RepositoryRegistry registry;

    @BeforeEach
    void open() throws Exception {
        Path root = Files.createDirectory(directory.resolve("backups [1]"));
        metadata = MetadataStore.open(directory.resolve("metadata.db"));
        plugins = Plugins.of(new LocalPluginFactory().create(Map.of("roots", root.toString()), TestMemory.ample()));
        brokers = new BrokerRegistry(
                metadata,
                Clock.systemUTC(),
                BrokerOptions.defaults(),
                address -> new MemoryBroker(new MemoryFileSystem()));
        registry = new RepositoryRegistry(metadata, brokers, plugins, Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
        brokers.close();
        plugins.close();
        metadata.close();
    }

    @Test
    void aSnapshotAndItsFilesComeBack() throws IOException {
        Repository repository = registry.create(definition(new WithPlugin(WithPlugin.Type.LOCAL), "file://"));
        byte[] content = new byte[3_000_000];
        content[7] = 7;
        Files.write(directory.resolve("5.dat"), content);
        TabletFile file = new TabletFile("5.dat", content.length, Md5.of(content));
        String name = new ChecksummedName(file.name(), file.md5()).toString();
        Path copy = directory.resolve("copy");
        try (OpenRepository open = registry.open(repository)) {
            Location tablet = open.layout().tablet("daily", new TabletPath(1, 2, 3, 4, 5));
            open.upload(bytes -> {}).write(directory, file, tablet.child(name));
            open.snapshots(bytes -> {})
                    .publish(
                            "daily",
                            STAMP,
                            SnapshotMeta.of(List.of(), List.of()).toJson(),
                            "{}".getBytes(UTF_8));

            assertThat(open.upload(bytes -> {}).sizes(tablet)).containsExactly(Map.entry(name, 3_000_000L));
            open.download(bytes -> {}).copy(tablet.child(name), file.md5(), OptionalLong.empty(), copy);
            assertThat(open.snapshots(bytes -> {}).list())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.timestamps()).containsExactly(STAMP));
        }
        assertThat(copy).hasBinaryContent(content);
        assertThat(directory.resolve(
                        "backups [1]/__palo_repository_repo/__ss_daily/__ss_content/__db_1/__tbl_2/__part_3/__idx_4/__5/"
                                + name))
                .hasBinaryContent(content);
    }

    @Test
    void aLocationOutsideOfTheRootsIsRefused() {
        RepositoryDefinition outside = new RepositoryDefinition(
                "repo",
                Access.READ_WRITE,
                new WithPlugin(WithPlugin.Type.LOCAL),
                Location.of("file://" + directory.resolve("elsewhere")),
                Map.of());

        assertThatThrownBy(() -> registry.create(outside))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Failed to create repository repo: ")
                .hasMessageContaining("elsewhere");
        assertThat(registry.list()).isEmpty();
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void theNamedStorageMustBeTheOneThatServesTheLocation() {
        assertThatThrownBy(() -> registry.create(definition(new WithPlugin(WithPlugin.Type.S3), "file://")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("write WITH LOCAL");
        assertThatThrownBy(() -> registry.create(definition(new WithPlugin(WithPlugin.Type.S3), "s3://bucket")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no plugin of this server serves s3://");
    }

    @Test
    void aBrokerIsNotDroppedWhileARepositoryNeedsIt() {
        brokers.start();
        brokers.add("broker", List.of(HostPort.parse("localhost:8000")));
        registry.create(definition(new WithBroker("broker"), "hdfs://nameservice"));

        assertThatThrownBy(() -> brokers.dropAll("broker"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("repository repo");
        registry.drop("repo");
        brokers.dropAll("broker");
        assertThat(brokers.nodes()).isEmpty();
    }

    @Test
    void anUnknownBrokerIsRefused() {
        assertThatThrownBy(() -> registry.create(definition(new WithBroker("nobody"), "file://")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("nobody");
    }

    private RepositoryDefinition definition(RepositoryStorage storage, String prefix) {
        return new RepositoryDefinition(
                "repo",
                Access.READ_WRITE,
                storage,
                Location.of(prefix + directory.resolve("backups [1]") + "/"),
                Map.of());
    }
}
