package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.dist.protocol.ProtocolFixture.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.hdfs.HdfsContent;
import io.nineveh.broker.hdfs.HdfsHome;
import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.HdfsServerExtension;
import io.nineveh.broker.hdfs.SecureHdfsServer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What of HDFS ends with time: the lease of a file that is written, and the ticket of who writes it. */
@Tag("long")
@ExtendWith({BrokersExtension.class, HdfsServerExtension.class})
class HdfsLeaseIT {

    @Test
    void aFileWhoseClientVanishedIsClosedAndGone(Brokers brokers, HdfsServer server) throws Exception {
        Map<String, String> properties = Map.of("hadoop.username", "alice");
        try (HdfsHome home = HdfsHome.make(server, "lease", "alice");
                Wire wire = Wire.connect(brokers.forgetful().port(), "vanishing", properties)) {
            String path = home.location().child("file").toString();
            assertOk(wire.pwrite(opened(wire.openWriter(path)), 0, ByteBuffer.wrap(content(100, 1))));
            assertThat(home.openFiles()).hasSize(1);

            await().atMost(Duration.ofMinutes(1)).until(() -> home.openFiles().isEmpty());
            assertThat(home.names()).isEmpty();
        }
    }

    @Test
    void readersAndWritersOutliveTheTicketThatTheyWereOpenedWith(SecureBrokers secure, SecureHdfsServer server)
            throws Exception {
        byte[] content = HdfsContent.of(4 * HdfsContent.BLOCK, 2);
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.putAll(server.identity("alice"));
        properties.put("dfs.blocksize", Integer.toString(HdfsContent.BLOCK));
        // So that the name node asks for a ticket again.
        properties.put("ipc.client.connection.maxidletime", "1000");
        try (HdfsHome home = HdfsHome.make(server, "tickets", "alice");
                BrokerFileSystem files = secure.brokers().open(home.location(), properties)) {
            Location file = home.location().child("file");
            HdfsContent.write(files, file, content);
            Instant end = Instant.now().plusSeconds(SecureBrokers.TICKET_SECONDS + 5);
            try (BrokerReader reader = files.openReader(file);
                    BrokerWriter writer = files.openWriter(home.location().child("written"))) {
                HdfsContent.appendTo(writer, content, HdfsContent.BLOCK / 2);
                HdfsContent.assertRange(reader, content, 0, 10);
                await().atMost(Duration.ofMinutes(1)).until(() -> Instant.now().isAfter(end));

                HdfsContent.assertRange(reader, content, 10, content.length);
                HdfsContent.appendTo(writer, content, content.length);
                writer.commit();
            }
            HdfsContent.assertContent(files, home.location().child("written"), content);
            HdfsContent.write(files, file, HdfsContent.of(10, 3));
            assertThat(home.openFiles()).isEmpty();
        }
        assertThat(secure.brokers().patient().log()).contains("ticket renewed");
    }
}
