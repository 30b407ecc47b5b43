package io.nineveh.dist.protocol;

import static io.nineveh.thrift.TBrokerOperationStatusCode.NOT_AUTHORIZED;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.S3Server;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of an S3 server that checks credentials. */
final class S3Storage implements Storage {
    private static final String BUCKET = "protocol";

    private final S3Server server;
    private final Map<String, String> properties;
    private final S3Client direct;

    S3Storage(S3Server server) throws StorageException {
        this.server = server;
        this.properties = server.properties();
        this.direct = server.client();
        direct.createBucket(request -> request.bucket(BUCKET));
    }

    @Override
    public String home() {
        return "s3://" + BUCKET + "/home";
    }

    @Override
    public List<String> otherSpellings() {
        return List.of("s3a://" + BUCKET + "/home", "s3n://" + BUCKET + "/home", "S3://" + BUCKET + "/home");
    }

    @Override
    public Map<String, String> properties() {
        return properties;
    }

    @Override
    public boolean isHierarchical() {
        return false;
    }

    @Override
    public int partSize() {
        return Brokers.S3_PART;
    }

    /** Three pages of the store. The server of the tests takes some milliseconds for each file, and would take minutes for more. */
    @Override
    public int manyFiles() {
        return 3_000;
    }

    @Override
    public void createFiles(String directory, List<String> names) {
        String prefix = directory.substring("s3://".length() + BUCKET.length() + 1);
        RequestBody content = RequestBody.fromBytes(new byte[] {1});
        Parallel.forEach(
                names,
                name -> direct.putObject(request -> request.bucket(BUCKET).key(prefix + "/" + name), content));
    }

    @Override
    public List<String> leftovers() {
        return server.openUploads(BUCKET);
    }

    /** Does what an operator has the store do with the uploads that a killed broker left. */
    void abortUploads() {
        server.abortUploads(BUCKET);
    }

    @Override
    public List<String> roots() {
        return List.of("s3://" + BUCKET, "s3://" + BUCKET + "/", "s3a://" + BUCKET + "//");
    }

    @Override
    public String elsewhere() {
        return "s3://elsewhere/file";
    }

    @Override
    public List<Refusal> refusals(String path) {
        return List.of(
                new Refusal("a wrong secret key", path, with("s3.secret_key", "wrong-secret-key"), NOT_AUTHORIZED),
                new Refusal("no keys at all", path, withoutKeys(), NOT_AUTHORIZED),
                new Refusal(
                        "an unknown access key", path, with("s3.access_key", "unknown-access-key"), NOT_AUTHORIZED));
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(name, value);
        return changed;
    }

    private Map<String, String> withoutKeys() {
        Map<String, String> changed = new HashMap<>(properties);
        changed.keySet().removeAll(List.of("s3.access_key", "s3.secret_key"));
        return changed;
    }

    @Override
    public void close() {
        direct.deleteBucket(request -> request.bucket(BUCKET));
        direct.close();
    }
}
