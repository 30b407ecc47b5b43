package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;

@ExtendWith(S3ServerExtension.class)
class S3ContractTest extends S3ServerContractTest {
    private static final int PART = 5 << 20;
    private static final String BUCKET = "contract";

    private final S3Server server;
    private final S3Spec spec;
    private final S3Client direct;
    private final BrokerFileSystem fileSystem;

    S3ContractTest(S3Server server) throws StorageException {
        this.server = server;
        spec = S3Properties.read(Location.of("s3://" + BUCKET), server.properties(), TestLimits.ofPart(PART));
        direct = S3Connection.open(spec);
        fileSystem = spec.open();
    }

    @BeforeEach
    void createBucket() {
        direct.createBucket(request -> request.bucket(BUCKET));
    }

    @Override
    protected S3Server server() {
        return server;
    }

    @Override
    protected BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    protected BrokerFileSystem openAnother() throws StorageException {
        return spec.open();
    }

    @Override
    protected Location root() {
        return Location.of("s3://" + BUCKET + "/below/root");
    }

    @Override
    protected Set<Class<?>> capabilities() {
        return Set.of(
                BatchDelete.class,
                ContentChecksum.class,
                PagedListing.class,
                ServerSideCopy.class,
                WholeFileGet.class,
                WholeFilePut.class);
    }

    @Override
    protected int partSize() {
        return PART;
    }

    @Override
    protected void verifyNothingIsLeft() {
        assertThat(server.openUploads(BUCKET)).isEmpty();
    }

    @Override
    protected void release() throws StorageException {
        direct.deleteBucket(request -> request.bucket(BUCKET));
        fileSystem.close();
        direct.close();
    }
}
