package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.PagedListing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HdfsServerExtension.class)
class StaleTemporaryFilesTest {
    private static final Path DIRECTORY = new Path("/stale");
    private static final Path OPEN = new Path(DIRECTORY, ".nineveh-0000000000000001.part");
    private static final Path YOUNG = new Path(DIRECTORY, ".nineveh-0000000000000002.part");
    private static final Path OTHER = new Path(DIRECTORY, ".nineveh-3.part");
    private static final Path STALE = new Path(DIRECTORY, ".nineveh-0000000000000004.part");

    private final FileSystem direct;
    private final Location home;

    StaleTemporaryFilesTest(HdfsServer server) throws IOException {
        this.direct = server.superuser();
        this.home = Location.of(server.uri() + DIRECTORY.toString());
    }

    @BeforeEach
    void makeFiles() throws IOException {
        for (Path file : List.of(YOUNG, OTHER, STALE)) {
            direct.create(file).close();
        }
        age(OTHER);
        age(STALE);
    }

    private void age(Path file) throws IOException {
        direct.setTimes(file, Instant.now().minus(Duration.ofHours(25)).toEpochMilli(), -1);
    }

    @AfterEach
    void removeFiles() throws IOException {
        direct.delete(DIRECTORY, true);
        direct.close();
    }

    @Test
    void aListingRemovesWhatWasLeftAndNothingElse() throws Exception {
        try (FSDataOutputStream open = direct.create(OPEN);
                BrokerFileSystem fileSystem = open()) {
            open.write(1);
            age(OPEN);

            assertThat(fileSystem.list(home.child("*"))).hasSize(1);

            // They are looked at in the order of their names.
            await().until(() -> !direct.exists(STALE));
            assertThat(direct.exists(OPEN)).isTrue();
            assertThat(direct.exists(YOUNG)).isTrue();
            assertThat(direct.exists(OTHER)).isTrue();
        }
    }

    @Test
    void aPageRemovesItToo() throws Exception {
        try (BrokerFileSystem fileSystem = open()) {
            PagedListing pages = fileSystem.capability(PagedListing.class).orElseThrow();

            assertThat(pages.listPage(new PageRequest(home, Depth.CHILDREN, Optional.empty(), 10))
                            .entries())
                    .hasSize(1);

            await().until(() -> !direct.exists(STALE));
        }
    }

    private BrokerFileSystem open() throws IOException {
        return HdfsSpecs.read(home, Map.of("hadoop.username", System.getProperty("user.name")))
                .open();
    }
}
