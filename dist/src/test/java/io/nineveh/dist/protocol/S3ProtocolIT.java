package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.S3Server;
import io.nineveh.broker.s3.S3ServerExtension;
import io.nineveh.s3.server.ServerKind;
import io.nineveh.thrift.TBrokerFD;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MinIO keeps a file below a file, as S3 itself does, but lists only the upper one. */
@Tag("long")
@ExtendWith({BrokersExtension.class, S3ServerExtension.class})
class S3ProtocolIT extends BrokerProtocolContractTest {
    private final boolean keepsFilesBelowFiles;

    S3ProtocolIT(Brokers brokers, S3Server server) throws StorageException {
        super(brokers, new S3Storage(server));
        this.keepsFilesBelowFiles = server.kind() == ServerKind.MINIO;
    }

    @Test
    @Override
    public void nothingMovesBelowAFile() throws TException {
        if (keepsFilesBelowFiles) {
            protocol().putAll("file", "source");
            assertOk(protocol()
                    .wire()
                    .renamePath(protocol().at("source"), protocol().at("file/below")));
            assertHidden("file/below", new byte[] {1});
        } else {
            super.nothingMovesBelowAFile();
        }
    }

    @Test
    @Override
    public void aFailedCloseIsReportedAndStaysAFailure() throws TException {
        if (keepsFilesBelowFiles) {
            TBrokerFD writer = protocol().openWriter("late/file");
            protocol().append(writer, 0, content(1_000, 1));
            protocol().putAll("late");
            assertOk(protocol().wire().closeWriter(writer));
            assertHidden("late/file", content(1_000, 1));
        } else {
            super.aFailedCloseIsReportedAndStaysAFailure();
        }
    }

    @Test
    @Override
    public void aWriterOfADirectoryFailsAtItsCloseAtTheLatest() throws TException {
        super.aWriterOfADirectoryFailsAtItsCloseAtTheLatest();
        if (keepsFilesBelowFiles) {
            assertHidden("directory/file", new byte[] {1});
        }
    }

    /** Deletes it by its name: deleting a directory deletes what it lists. */
    private void assertHidden(String lower, byte[] content) throws TException {
        protocol().assertContent(lower, content);
        assertThat(protocol().filesBelow("")).isNotEmpty().doesNotContain(lower);
        assertOk(protocol().wire().deletePath(protocol().at(lower)));
    }
}
