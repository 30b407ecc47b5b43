package io.nineveh.broker.server;

import static io.nineveh.broker.server.ExtensionTest.assertStatus;
import static io.nineveh.thrift.TBrokerOperationStatusCode.FILE_NOT_FOUND;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.NOT_AUTHORIZED;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.thrift.TBrokerChecksumRequest;
import io.nineveh.thrift.TBrokerChecksumResponse;
import io.nineveh.thrift.TBrokerCopyPathRequest;
import io.nineveh.thrift.TBrokerDeletePathsRequest;
import io.nineveh.thrift.TBrokerDeletePathsResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that move no bytes, over a storage without the abilities and over one with them. */
class InPlaceCallsTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final BrokerService service = ExtensionTest.service(Plugins.of(storage));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4 << 20, (4 << 20) + 1, 9 << 20})
    void theBrokerComputesAChecksumThatTheStorageDoesNot(int size) {
        byte[] content = content(size);
        storage.files.put("bucket/f", content);

        TBrokerChecksumResponse response = checksum("mem://bucket/f");

        assertStatus(response.getOpStatus(), OK);
        assertThat(response.getAlgorithm()).isEqualTo("MD5");
        assertThat(response.getChecksum()).isEqualTo(Md5.of(content).hex());
    }

    @Test
    void theStorageComputesAChecksumThatItCan() {
        Md5 md5 = Md5.of(new byte[] {1});
        storage.abilities.put(ContentChecksum.class, (ContentChecksum) location -> Optional.of(md5));
        assertThat(checksum("mem://bucket/f").getChecksum()).isEqualTo(md5.hex());
    }

    @Test
    void theBrokerComputesAChecksumThatTheStorageCannotTellOfThisFile() {
        byte[] content = content(10);
        storage.files.put("bucket/f", content);
        storage.abilities.put(ContentChecksum.class, (ContentChecksum) location -> Optional.empty());
        assertThat(checksum("mem://bucket/f").getChecksum())
                .isEqualTo(Md5.of(content).hex());
    }

    @Test
    void whatIsMissingHasNoChecksum() {
        TBrokerChecksumResponse response = checksum("mem://bucket/missing");
        assertStatus(response.getOpStatus(), FILE_NOT_FOUND);
        assertThat(response.getOpStatus().getMessage()).contains("mem://bucket/missing");
        assertThat(response.isSetChecksum()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, (4 << 20) + 1})
    void theBrokerCopiesWhatTheStorageDoesNot(int size) {
        storage.files.put("bucket/source", content(size));
        storage.files.put("bucket/target", content(10));

        assertStatus(copy("mem://bucket/source", "mem://bucket/target"), OK);

        assertThat(storage.files.get("bucket/target")).isEqualTo(content(size));
        assertThat(storage.files.get("bucket/source")).isEqualTo(content(size));
        assertThat(storage.openWriters).hasValue(0);
    }

    @Test
    void theStorageCopiesWhatItCan() {
        List<String> copies = new ArrayList<>();
        storage.abilities.put(
                ServerSideCopy.class, (ServerSideCopy) (source, target) -> copies.add(source + " to " + target));
        assertStatus(copy("mem://bucket/a", "mem://bucket/b"), OK);
        assertThat(copies).containsExactly("mem://bucket/a to mem://bucket/b");
    }

    @Test
    void aCopyThatFailsLeavesTheTargetAsItWas() {
        storage.files.put("bucket/source", content(10));
        storage.files.put("bucket/uncommittable", content(1));

        assertStatus(copy("mem://bucket/missing", "mem://bucket/uncommittable"), FILE_NOT_FOUND);
        assertStatus(copy("mem://bucket/source", "mem://bucket/uncommittable"), TARGET_STORAGE_SERVICE_ERROR);
        assertStatus(copy("mem://bucket/source", "mem://bucket/source"), INVALID_ARGUMENT);
        TBrokerOperationStatus elsewhere = copy("mem://bucket/source", "mem://other/target");
        assertStatus(elsewhere, TARGET_STORAGE_SERVICE_ERROR);
        assertThat(elsewhere.getMessage())
                .contains("mem://bucket/source", "mem://other/target", "same file system", "read it here");

        assertThat(storage.files).containsOnlyKeys("bucket/source", "bucket/uncommittable");
        assertThat(storage.files.get("bucket/uncommittable")).isEqualTo(content(1));
        assertThat(storage.openWriters).hasValue(0);
    }

    @Test
    void eachPathHasItsOutcomeInTheOrderOfTheRequest() {
        for (String file : List.of("a", "d/file", "z")) {
            storage.files.put("bucket/" + file, content(1));
        }

        TBrokerDeletePathsResponse response = delete(List.of(
                "mem://bucket/z",
                "no scheme",
                "mem://bucket/",
                "mem://bucket/d",
                "mem://bucket/missing",
                "mem://user:secret@bucket/x",
                "mem://bucket/a",
                "mem://bucket/a"));

        assertStatus(response.getOpStatus(), OK);
        assertThat(response.getOutcomes())
                .extracting(TBrokerOperationStatus::getStatusCode)
                .containsExactly(
                        OK,
                        INVALID_INPUT_FILE_PATH,
                        INVALID_INPUT_FILE_PATH,
                        INVALID_INPUT_FILE_PATH,
                        OK,
                        INVALID_INPUT_FILE_PATH,
                        OK,
                        OK);
        assertThat(response.getOutcomes().get(3).getMessage()).contains("mem://bucket/d", "use deletePath");
        assertThat(response.toString()).doesNotContain("secret");
        assertThat(storage.files).containsOnlyKeys("bucket/d/file");
    }

    @Test
    void theStorageDeletesTheBatchThatItCan() {
        List<Location> asked = new ArrayList<>();
        storage.abilities.put(BatchDelete.class, (BatchDelete) files -> {
            asked.addAll(files);
            return Map.of(files.get(1), new StorageException(Kind.NOT_AUTHORIZED, files.get(1), "it is locked"));
        });

        TBrokerDeletePathsResponse response =
                delete(List.of("mem://bucket/", "mem://bucket/a", "mem://bucket/b", "mem://bucket/c"));

        assertThat(asked).extracting(Location::path).containsExactly("/a", "/b", "/c");
        assertThat(response.getOutcomes())
                .extracting(TBrokerOperationStatus::getStatusCode)
                .containsExactly(INVALID_INPUT_FILE_PATH, OK, NOT_AUTHORIZED, OK);
    }

    @Test
    void aBatchWhoseOutcomeIsNotKnownFailsAsAWhole() {
        storage.abilities.put(BatchDelete.class, (BatchDelete) files -> {
            throw StorageException.transientFailure(files.get(0), "cannot delete", new IOException("gone"));
        });
        TBrokerDeletePathsResponse response = delete(List.of("mem://bucket/a"));
        assertStatus(response.getOpStatus(), TARGET_STORAGE_SERVICE_ERROR);
        assertThat(response.isSetOutcomes()).isFalse();
    }

    @Test
    void aBatchIsBoundedAndOfOneFileSystem() {
        storage.files.put("bucket/a", content(1));

        assertStatus(delete(Collections.nCopies(1000, "mem://bucket/b")).getOpStatus(), OK);
        TBrokerDeletePathsResponse tooMany = delete(Collections.nCopies(1001, "mem://bucket/a"));
        assertStatus(tooMany.getOpStatus(), INVALID_ARGUMENT);
        assertThat(tooMany.getOpStatus().getMessage()).contains("1001", "1000");
        TBrokerDeletePathsResponse elsewhere = delete(List.of("mem://bucket/a", "mem://other/a"));
        assertStatus(elsewhere.getOpStatus(), TARGET_STORAGE_SERVICE_ERROR);
        assertThat(elsewhere.getOpStatus().getMessage()).contains("mem://other/a", "same file system");
        assertStatus(delete(List.of("nowhere://bucket/a")).getOpStatus(), INVALID_INPUT_FILE_PATH);
        TBrokerDeletePathsResponse nothing = delete(List.of());
        assertStatus(nothing.getOpStatus(), OK);
        assertThat(nothing.getOutcomes()).isEmpty();

        assertThat(storage.files).containsOnlyKeys("bucket/a");
    }

    private TBrokerChecksumResponse checksum(String path) {
        return service.checksum(new TBrokerChecksumRequest(VERSION_ONE, path, Map.of()));
    }

    private TBrokerOperationStatus copy(String source, String target) {
        return service.copyPath(new TBrokerCopyPathRequest(VERSION_ONE, source, target, Map.of()));
    }

    private TBrokerDeletePathsResponse delete(List<String> paths) {
        return service.deletePaths(new TBrokerDeletePathsRequest(VERSION_ONE, paths, Map.of()));
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}
