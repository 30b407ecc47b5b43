package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.s3.server.ServerKeys;
import io.nineveh.s3.server.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * A real S3 server, which checks signatures and credentials: MinIO in a container where Docker runs, else MinIO in a process
 * where there is a program of that name, else S3Proxy in a process. Says on stdout which it is.
 */
public final class S3Server implements AutoCloseable {
    private static final S3Limits LIMITS = TestLimits.ofPart(8 << 20);

    /** A server, wherever it runs; closing it ends it. */
    interface Running extends AutoCloseable {
        ServerKind kind();

        /** What it is, for people: with its version, and where it runs. */
        String name();

        URI endpoint();

        @Override
        void close() throws IOException;
    }

    private final Running running;
    private final S3Client client;

    private S3Server(Running running) throws StorageException {
        this.running = running;
        this.client = client();
    }

    static S3Server start() throws IOException {
        Optional<Running> container =
                ServerKind.wanted().equals(Optional.of(ServerKind.S3PROXY)) ? Optional.empty() : MinioContainer.start();
        Running running = container.isPresent() ? container.get() : ServerProcess.start();
        System.out.println("S3 tests use " + running.name());
        return new S3Server(running);
    }

    /** For what the servers do not do alike. */
    public ServerKind kind() {
        return running.kind();
    }

    URI endpoint() {
        return running.endpoint();
    }

    /** What a request needs to reach this server. */
    public Map<String, String> properties() {
        return Map.of(
                "s3.endpoint",
                endpoint().toString(),
                "s3.access_key",
                ServerKeys.ACCESS_KEY,
                "s3.secret_key",
                ServerKeys.SECRET_KEY,
                "use_path_style",
                "true");
    }

    /** A client of its own, which the caller closes. */
    public S3Client client() throws StorageException {
        Location anywhere = Location.of("s3://any-bucket");
        return S3Connection.open(S3Properties.read(anywhere, properties(), LIMITS));
    }

    /**
     * The keys of all multipart uploads that are neither completed nor aborted. Tests ask here and not with a prefix, since MinIO
     * takes a prefix for a whole key.
     */
    public List<String> openUploads(String bucket) {
        return uploads(bucket).stream().map(MultipartUpload::key).toList();
    }

    /** Does what an operator has a store do with the uploads that a killed writer left. */
    public void abortUploads(String bucket) {
        uploads(bucket)
                .forEach(upload -> client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }

    private List<MultipartUpload> uploads(String bucket) {
        return client.listMultipartUploads(request -> request.bucket(bucket)).uploads();
    }

    @Override
    public void close() throws IOException {
        client.close();
        running.close();
    }
}
