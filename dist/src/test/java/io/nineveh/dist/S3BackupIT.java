package io.nineveh.dist;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.s3.S3Server;
import io.nineveh.broker.s3.S3ServerExtension;
import io.nineveh.broker.s3.wire.S3Operation;
import io.nineveh.broker.s3.wire.S3Wire;
import io.nineveh.broker.s3.wire.WireRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Repositories and files of rows on S3, through a broker and from the server itself. */
@ExtendWith(S3ServerExtension.class)
class S3BackupIT {
    private static final String BUCKET = "repositories";

    /** One request for the backup, two for each of two restores, since the broker opens a file before it is read. */
    private static final List<S3Operation> BROKERED = List.of(
            S3Operation.PUT_OBJECT,
            S3Operation.HEAD_OBJECT,
            S3Operation.GET_OBJECT,
            S3Operation.HEAD_OBJECT,
            S3Operation.GET_OBJECT);

    /** One request for the backup, one for each of two restores. */
    private static final List<S3Operation> STRAIGHT =
            List.of(S3Operation.PUT_OBJECT, S3Operation.GET_OBJECT, S3Operation.GET_OBJECT);

    @TempDir
    Path directory;

    @Test
    void tablesComeBackFromS3AndEachFileWasOnePut(S3Server s3) throws IOException, InterruptedException, SQLException {
        try (S3Client direct = s3.client();
                S3Wire wire = S3Wire.before(URI.create(s3.properties().get("s3.endpoint")));
                Cluster cluster = Cluster.start(directory)) {
            direct.createBucket(request -> request.bucket(BUCKET));
            String location = "s3://" + BUCKET;
            new RoundTrips(cluster, "S3", location, sql(wire.properties(s3.properties()))).run();
            new FileRoundTrips(cluster, "S3", location, sql(s3.properties())).run();

            assertThat(wire.operations()).doesNotContain(S3Operation.COPY_OBJECT, S3Operation.CREATE_UPLOAD);
            assertThat(requests(wire))
                    .isNotEmpty()
                    .allSatisfy(
                            (key, operations) -> assertThat(operations).as(key).isIn(BROKERED, STRAIGHT));
        }
    }

    /** The requests for each of the tablets' files, in order. */
    private static Map<String, List<S3Operation>> requests(S3Wire wire) {
        return wire.requests().stream()
                .filter(request -> request.key().contains("/__ss_content/"))
                .collect(groupingBy(WireRequest::key, mapping(WireRequest::operation, toList())));
    }

    private static String sql(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> "\"%s\" = \"%s\"".formatted(property.getKey(), property.getValue()))
                .collect(joining(", "));
    }
}
