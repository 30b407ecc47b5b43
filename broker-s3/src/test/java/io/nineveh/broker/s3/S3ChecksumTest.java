package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** That a real server takes requests with either checksum, and that no frames of chunks become part of a file. */
@ExtendWith(S3ServerExtension.class)
class S3ChecksumTest {
    private static final int PART = 5 << 20;
    private static final Location ROOT = Location.of("s3://checksums");

    private final S3Server server;

    S3ChecksumTest(S3Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-md5", "crc32"})
    void filesComeBackAsTheyWere(String checksum) throws Exception {
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.put("s3.request_checksum", checksum);
        S3Spec spec = S3Properties.read(ROOT, properties, TestLimits.ofPart(PART));
        try (S3Client direct = S3Connection.open(spec);
                BrokerFileSystem fileSystem = spec.open()) {
            direct.createBucket(request -> request.bucket("checksums"));
            for (int size : new int[] {0, 100_000, 2 * PART + 17}) {
                Location file = ROOT.child("d/" + size);
                byte[] content = new byte[size];
                new Random(size).nextBytes(content);
                try (BrokerWriter writer = fileSystem.openWriter(file)) {
                    writer.write(0, ByteBuffer.wrap(content));
                    writer.commit();
                }
                assertThat(fileSystem.stat(file).orElseThrow().size()).isEqualTo(size);
                if (size > 0) {
                    try (BrokerReader reader = fileSystem.openReader(file)) {
                        ByteBuffer read = ByteBuffer.allocate(size);
                        reader.read(0, read);
                        assertThat(read.array()).isEqualTo(content);
                    }
                }
            }
            fileSystem.delete(ROOT.child("d"));
            direct.deleteBucket(request -> request.bucket("checksums"));
        }
    }
}
