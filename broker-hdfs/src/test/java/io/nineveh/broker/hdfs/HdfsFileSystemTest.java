package io.nineveh.broker.hdfs;

import static io.nineveh.broker.hdfs.HdfsRefusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HDFS has beyond the contract: users, properties, names that it refuses, mount tables. */
@ExtendWith(HdfsServerExtension.class)
class HdfsFileSystemTest {
    private static final Path HOME = new Path("/home-of-alice");

    private final HdfsServer server;
    private final FileSystem direct;
    private final Location home;

    HdfsFileSystemTest(HdfsServer server) throws IOException {
        this.server = server;
        this.direct = server.superuser();
        this.home = Location.of(server.uri() + HOME.toString());
    }

    @BeforeEach
    void makeHome() throws IOException {
        direct.mkdirs(HOME);
        direct.setOwner(HOME, "alice", "alice");
        direct.setPermission(HOME, new FsPermission("700"));
    }

    @AfterEach
    void removeHome() throws IOException {
        direct.delete(HOME, true);
        direct.close();
    }

    @Test
    void twoUsersAtOneTimeDoNotMix() throws Exception {
        try (BrokerFileSystem alice = open(Map.of("username", "alice"));
                BrokerFileSystem bob = open(Map.of("hadoop.username", "bob", "username", "alice"))) {
            write(alice, home.child("file"));

            assertThat(direct.getFileStatus(new Path(HOME, "file")).getOwner()).isEqualTo("alice");
            assertFails(Kind.NOT_AUTHORIZED, () -> bob.stat(home.child("file")));
            assertFails(Kind.NOT_AUTHORIZED, () -> write(bob, home.child("other")));
            assertThat(alice.listRecursive(home))
                    .extracting(FileEntry::location)
                    .containsExactly(home.child("file"));
        }
    }

    @Test
    void propertiesOfHadoopArePassedOn() throws Exception {
        try (BrokerFileSystem alice = open(Map.of("username", "alice", "dfs.blocksize", "2097152"))) {
            write(alice, home.child("file"));

            assertThat(alice.stat(home.child("file")).orElseThrow().blockSize()).hasValue(2_097_152);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", ".", "..", "a//b", "a/../b", ".nineveh-0123456789abcdef.part"})
    void namesThatHdfsDoesNotAllowAreRefusedBeforeAnythingIsTouched(String name) throws Exception {
        try (BrokerFileSystem alice = open(Map.of("username", "alice"))) {
            assertFails(Kind.INVALID_PATH, () -> alice.openWriter(home.child(name)));
            assertFails(Kind.INVALID_PATH, () -> alice.delete(home.child(name)));
            assertFails(Kind.INVALID_PATH, () -> alice.rename(home.child("x"), home.child(name)));
        }
        assertThat(direct.exists(HOME)).isTrue();
    }

    @Test
    void aNameThatIsTooLongIsRefused() throws Exception {
        try (BrokerFileSystem alice = open(Map.of("username", "alice"))) {
            assertFails(Kind.INVALID_PATH, () -> write(alice, home.child("x".repeat(256))));
        }
    }

    @Test
    void aLocationWithoutAClusterIsInTheDefaultOne() throws Exception {
        Location file = Location.of("hdfs://" + HOME + "/file");
        Map<String, String> properties =
                Map.of("username", "alice", "fs.defaultFS", server.uri().toString());
        try (BrokerFileSystem alice = HdfsSpecs.read(file, properties).open()) {
            write(alice, file);

            assertThat(alice.list(file.parent().orElseThrow().child("*")))
                    .extracting(FileEntry::location)
                    .containsExactly(file);
        }
        assertThat(direct.exists(new Path(HOME, "file"))).isTrue();
    }

    @Test
    void aMountTableLeadsToTheCluster() throws Exception {
        Location mounted = Location.of("viewfs://mounts/data");
        Map<String, String> properties =
                Map.of("username", "alice", "fs.viewfs.mounttable.mounts.link./data", server.uri() + HOME.toString());
        try (BrokerFileSystem alice = HdfsSpecs.read(mounted, properties).open()) {
            write(alice, mounted.child("new/file"));
            write(alice, mounted.child("new/file"));
            alice.rename(mounted.child("new/file"), mounted.child("renamed"));

            assertThat(alice.list(mounted.child("*")))
                    .extracting(FileEntry::location)
                    .containsExactly(mounted.child("new"), mounted.child("renamed"));
        }
        assertThat(direct.exists(new Path(HOME, "renamed"))).isTrue();
    }

    @Test
    void aMountTableIsListedPageByPage() throws Exception {
        Location table = Location.of("viewfs://mounts");
        Location mounted = table.child("data");
        // a mount table asks this host for the groups of the user
        Map<String, String> properties = Map.of(
                "username",
                System.getProperty("user.name"),
                "fs.viewfs.mounttable.mounts.link./data",
                server.uri() + HOME.toString());
        try (BrokerFileSystem known = HdfsSpecs.read(table, properties).open()) {
            write(known, mounted.child("directory/file"));
            write(known, mounted.child("file"));
            PagedListing pages = known.capability(PagedListing.class).orElseThrow();

            assertThat(pages.listPage(new PageRequest(table, Depth.CHILDREN, Optional.empty(), 10)))
                    .isEqualTo(new ListingPage(known.list(table.child("*")), false))
                    .isEqualTo(new ListingPage(known.list(mounted), false));
            assertThat(pages.listPage(new PageRequest(table, Depth.FILES, Optional.of(mounted), 1)))
                    .isEqualTo(new ListingPage(known.list(mounted.child("directory/file")), true));
            assertThat(pages.listPage(
                            new PageRequest(table, Depth.FILES, Optional.of(mounted.child("directory/file")), 1)))
                    .isEqualTo(new ListingPage(known.list(mounted.child("file")), false));
        }
    }

    @Test
    void anUnreachableClusterIsATransientFailure() throws Exception {
        Location nowhere = Location.of("hdfs://127.0.0.1:1/file");

        assertThatThrownBy(() ->
                        HdfsSpecs.read(nowhere, Map.of("username", "alice")).open())
                .hasMessageContaining("127.0.0.1:1")
                .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                .satisfies(e -> assertThat(e.isTransient()).isTrue());
    }

    private BrokerFileSystem open(Map<String, String> properties) throws StorageException {
        return HdfsSpecs.read(home, properties).open();
    }

    private static void write(BrokerFileSystem fileSystem, Location file) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(file)) {
            writer.write(0, ByteBuffer.allocate(10));
            writer.commit();
        }
    }
}
