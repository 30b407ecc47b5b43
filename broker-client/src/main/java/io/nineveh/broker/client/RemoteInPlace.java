package io.nineveh.broker.client;

import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.thrift.TBrokerChecksumRequest;
import io.nineveh.thrift.TBrokerChecksumResponse;
import io.nineveh.thrift.TBrokerCopyPathRequest;
import io.nineveh.thrift.TBrokerDeletePathsRequest;
import io.nineveh.thrift.TBrokerDeletePathsResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a broker with the extension does with files where they are, so that no bytes move. */
final class RemoteInPlace implements ContentChecksum, ServerSideCopy, BatchDelete {
    private static final int LARGEST_BATCH = 1000;

    private final BrokerClient broker;
    private final RemoteFileSystem fileSystem;
    private final Map<String, String> properties;

    RemoteInPlace(BrokerClient broker, RemoteFileSystem fileSystem, Map<String, String> properties) {
        this.broker = broker;
        this.fileSystem = fileSystem;
        this.properties = properties;
    }

    @Override
    public Optional<Md5> md5(Location location) throws StorageException {
        String what = "checksum of " + fileSystem.check(location);
        TBrokerChecksumRequest request = new TBrokerChecksumRequest(VERSION_ONE, location.toString(), properties);
        TBrokerChecksumResponse response =
                RemoteFileSystem.call(what, () -> broker.calls().read(what, client -> client.checksum(request)));
        Answers.check(what, response.getOpStatus());
        if (!"MD5".equals(response.getAlgorithm())) {
            return Optional.empty();
        }
        if (!response.isSetChecksum() || !Md5.isHex(response.getChecksum())) {
            throw new StorageException(Kind.STORAGE_ERROR, location, "the broker answers with an MD5 that is none");
        }
        return Optional.of(new Md5(response.getChecksum()));
    }

    @Override
    public void copy(Location source, Location target) throws StorageException {
        String what = "copy %s to %s".formatted(fileSystem.check(source), fileSystem.check(target));
        TBrokerCopyPathRequest request =
                new TBrokerCopyPathRequest(VERSION_ONE, source.toString(), target.toString(), properties);
        Answers.check(
                what, RemoteFileSystem.call(what, () -> broker.calls().call(what, client -> client.copyPath(request))));
    }

    @Override
    public Map<Location, StorageException> deleteAll(List<Location> files) throws StorageException {
        Map<Location, StorageException> failures = new HashMap<>();
        for (int from = 0; from < files.size(); from += LARGEST_BATCH) {
            delete(files.subList(from, Math.min(from + LARGEST_BATCH, files.size())), failures);
        }
        return failures;
    }

    private void delete(List<Location> files, Map<Location, StorageException> failures) throws StorageException {
        for (Location file : files) {
            fileSystem.check(file);
        }
        String what = "delete %d files, the first of them %s".formatted(files.size(), files.get(0));
        TBrokerDeletePathsRequest request = new TBrokerDeletePathsRequest(
                VERSION_ONE, files.stream().map(Location::toString).toList(), properties);
        TBrokerDeletePathsResponse response =
                RemoteFileSystem.call(what, () -> broker.calls().call(what, client -> client.deletePaths(request)));
        Answers.check(what, response.getOpStatus());
        if (response.getOutcomesSize() != files.size()) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    files.get(0),
                    "the broker answers a deletion of %d files with %d outcomes; list them to see what is left"
                            .formatted(files.size(), response.getOutcomesSize()));
        }
        for (int index = 0; index < files.size(); index++) {
            TBrokerOperationStatus outcome = response.getOutcomes().get(index);
            if (outcome.getStatusCode() != TBrokerOperationStatusCode.OK) {
                failures.put(files.get(index), Answers.failure("delete " + files.get(index), outcome));
            }
        }
    }
}
