package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.assertStatus;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.dist.protocol.ProtocolFixture.opened;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOperationStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long open files and connections live, which is the same over every storage. */
@ExtendWith(BrokersExtension.class)
class LeaseIT {
    private static final int MANY_CONNECTIONS = 300;

    private final ProtocolFixture protocol;

    LeaseIT(Brokers brokers) throws TException {
        LocalStorage storage = new LocalStorage(brokers);
        protocol = new ProtocolFixture(brokers, storage, storage.home() + "/lease");
    }

    @AfterEach
    void close() throws TException {
        try (protocol) {
            assertOk(protocol.wire().deletePath(protocol.root()));
        }
    }

    @Test
    void anFdLivesWhileItsClientPingsOrUsesItAndNoLonger() throws TException {
        protocol.put("file", content(100, 1));
        String path = protocol.at("file");
        Wire pinging = protocol.connectToForgetful("pinging");
        TBrokerFD ofPinging = opened(pinging.openReader(path, 0));
        TBrokerFD writer = opened(pinging.openWriter(protocol.at("new")));
        assertOk(pinging.pwrite(writer, 0, ByteBuffer.wrap(content(100, 2))));
        pinging.close();
        Wire using = protocol.connectToForgetful("using");
        TBrokerFD ofUsing = opened(using.openReader(path, 0));
        Wire silent = protocol.connectToForgetful("silent");
        TBrokerFD ofSilent = opened(silent.openReader(path, 0));
        TBrokerFD writerOfSilent = opened(silent.openWriter(protocol.at("never")));

        Wire pingingAgain = protocol.connectToForgetful("pinging");
        Instant end = Instant.now().plusSeconds(3 * Brokers.SOON_SECONDS);
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    assertOk(pingingAgain.ping());
                    assertOk(using.pread(ofUsing, 0, 1).getOpStatus());
                    return Instant.now().isAfter(end);
                });

        assertExpired(silent.pread(ofSilent, 0, 1).getOpStatus());
        assertExpired(silent.closeReader(ofSilent));
        assertExpired(silent.closeWriter(writerOfSilent));
        assertOk(pingingAgain.pread(ofPinging, 0, 1).getOpStatus());
        assertOk(pingingAgain.closeReader(ofPinging));
        assertOk(using.closeReader(ofUsing));
        assertOk(pingingAgain.closeWriter(writer));
        protocol.assertContent("new", content(100, 2));
        protocol.assertAbsent("never");
    }

    private static void assertExpired(TBrokerOperationStatus status) {
        assertStatus(TARGET_STORAGE_SERVICE_ERROR, status);
        assertThat(status.getMessage())
                .startsWith("the fd is not owned by client")
                .contains("expired");
    }

    @Test
    void hundredsOfIdleConnectionsHinderNobody() throws TException {
        List<Wire> idle = new ArrayList<>();
        for (int i = 0; i < MANY_CONNECTIONS; i++) {
            Wire wire = protocol.connect();
            assertOk(wire.ping());
            idle.add(wire);
        }

        protocol.put("file", content(100, 1));
        protocol.assertContent("file", content(100, 1));
        for (Wire wire : idle) {
            assertOk(wire.ping());
        }
    }
}
