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
import org.junit.jupiter.api.Test;

/** A client that is gone leaves nothing: not what it wrote, nor anything open. */
interface VanishedClientContract {
    ProtocolFixture protocol();

    @Test
    default void aClientThatVanishesPublishesNothingAndItsFdsExpire() throws Exception {
        byte[] old = content(100, 1);
        protocol().put("replaced", old);
        int part = protocol().storage().partSize();
        Wire vanishing = protocol().connectToForgetful("vanishing");
        TBrokerFD reader = opened(vanishing.openReader(protocol().at("replaced"), 0));
        TBrokerFD small = opened(vanishing.openWriter(protocol().at("new/small")));
        assertOk(vanishing.pwrite(small, 0, ByteBuffer.wrap(content(1_000, 2))));
        TBrokerFD replacing = opened(vanishing.openWriter(protocol().at("replaced")));
        assertOk(vanishing.pwrite(replacing, 0, ByteBuffer.wrap(content(part + 1_000, 3))));
        // The last to be used, so that with its leftovers gone the others' time is over, too.
        TBrokerFD large = opened(vanishing.openWriter(protocol().at("new/large")));
        assertOk(vanishing.pwrite(large, 0, ByteBuffer.wrap(content(part + 1_000, 4))));
        assertThat(protocol().storage().leftovers()).as("what is being written").isNotEmpty();
        vanishing.close();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(protocol().filesBelow("")).containsExactly("replaced");
            assertThat(protocol().storage().leftovers()).isEmpty();
        });

        protocol().assertContent("replaced", old);
        protocol().assertAbsent("new");
        Wire later = protocol().connectToForgetful("vanishing");
        for (TBrokerFD writer : new TBrokerFD[] {small, large, replacing}) {
            assertExpired(later.pwrite(writer, 0, ByteBuffer.wrap(new byte[1])));
            assertExpired(later.closeWriter(writer));
        }
        assertExpired(later.pread(reader, 0, 10).getOpStatus());
        assertThat(protocol().filesBelow("")).containsExactly("replaced");
    }

    private static void assertExpired(TBrokerOperationStatus status) {
        assertStatus(TARGET_STORAGE_SERVICE_ERROR, status);
        assertThat(status.getMessage())
                .startsWith("the fd is not owned by client")
                .contains("expired");
    }
}
