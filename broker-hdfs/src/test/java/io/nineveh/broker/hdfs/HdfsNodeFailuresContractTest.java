package io.nineveh.broker.hdfs;

import static io.nineveh.broker.hdfs.HdfsContent.BLOCK;
import static io.nineveh.broker.hdfs.HdfsContent.appendTo;
import static io.nineveh.broker.hdfs.HdfsContent.assertContent;
import static io.nineveh.broker.hdfs.HdfsContent.assertRange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What readers and writers see when nodes of a cluster stop under them. */
@ExtendWith(HdfsServerExtension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class HdfsNodeFailuresContractTest {
    private static final String USER = "alice";

    private final HaHdfsServer server;
    private final HdfsHome home;
    private final BrokerFileSystem files;
    private final Location file;

    protected HdfsNodeFailuresContractTest(HaHdfsServer server, HdfsAccess access) throws IOException {
        this.server = server;
        home = HdfsHome.make(server, "node-failures", USER);
        file = home.location().child("file");
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.put("hadoop.username", USER);
        properties.put("dfs.replication", "2");
        properties.put("dfs.blocksize", Integer.toString(BLOCK));
        files = access.open(home.location(), properties);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (home;
                files) {
            assertThat(home.openFiles()).isEmpty();
            assertThat(home.names()).containsExactly("file");
        }
    }

    @Test
    void aWriteOutlivesADataNode() throws IOException {
        byte[] content = HdfsContent.of(4 * BLOCK, 1);
        try (BrokerWriter writer = files.openWriter(file)) {
            appendTo(writer, content, BLOCK + BLOCK / 2);
            server.stopDataNode(0);
            appendTo(writer, content, content.length);
            writer.commit();
            assertContent(files, file, content);
        } finally {
            server.startDataNode(0);
        }
    }

    @Test
    void aReadOutlivesADataNode() throws IOException {
        byte[] content = HdfsContent.of(4 * BLOCK, 2);
        HdfsContent.write(files, file, content);
        try (BrokerReader reader = files.openReader(file)) {
            assertRange(reader, content, 0, BLOCK + BLOCK / 2);
            server.stopDataNode(1);
            assertRange(reader, content, BLOCK + BLOCK / 2, content.length);
        } finally {
            server.startDataNode(1);
        }
    }

    @Test
    void whatAllDataNodesLoseIsNotPublished() throws IOException {
        byte[] old = HdfsContent.of(10, 3);
        HdfsContent.write(files, file, old);
        byte[] content = HdfsContent.of(3 * BLOCK, 4);
        try (BrokerWriter writer = files.openWriter(file)) {
            appendTo(writer, content, BLOCK / 2);
            server.stopDataNode(0);
            server.stopDataNode(1);
            assertThatThrownBy(() -> {
                        appendTo(writer, content, content.length);
                        writer.commit();
                    })
                    .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.STORAGE_ERROR))
                    .satisfies(e -> assertThat(e.isTransient()).isTrue());
            assertThatThrownBy(writer::commit).isInstanceOf(StorageException.class);
        } finally {
            server.startDataNode(0);
            server.startDataNode(1);
        }
        assertContent(files, file, old);
    }

    @Test
    void aWriteOutlivesAFailover() throws IOException {
        byte[] content = HdfsContent.of(4 * BLOCK, 5);
        try (BrokerWriter writer = files.openWriter(file)) {
            appendTo(writer, content, BLOCK + BLOCK / 2);
            server.failOver();
            appendTo(writer, content, content.length);
            server.failOver();
            writer.commit();
        }
        assertContent(files, file, content);
    }

    @Test
    void aReadOutlivesAFailover() throws IOException {
        byte[] content = HdfsContent.of(20 * BLOCK, 6);
        HdfsContent.write(files, file, content);
        try (BrokerReader reader = files.openReader(file)) {
            assertRange(reader, content, 0, BLOCK / 2);
            server.failOver();
            assertRange(reader, content, BLOCK / 2, content.length);
        }
    }

    @Test
    void readersAndWritersOutliveTheActiveNameNode() throws IOException {
        byte[] old = HdfsContent.of(2 * BLOCK, 7);
        HdfsContent.write(files, file, old);
        byte[] content = HdfsContent.of(4 * BLOCK, 8);
        int stopped = server.activeNameNode();
        try (BrokerReader reader = files.openReader(file);
                BrokerWriter writer = files.openWriter(file)) {
            appendTo(writer, content, BLOCK / 2);
            server.stopNameNode(stopped);
            server.failOver();
            assertRange(reader, old, 0, old.length);
            appendTo(writer, content, content.length);
            writer.commit();
            assertContent(files, file, content);
        } finally {
            server.startNameNode(stopped);
        }
    }
}
