package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.StorageException;
import java.io.Closeable;
import java.time.Clock;

/** A repository with an open connection to its storage. Safe for many threads; who opened it closes it. */
public final class OpenRepository implements Closeable {
    private final Repository repository;
    private final BrokerFileSystem fileSystem;

    /** Of a file system that is closed with it. */
    public OpenRepository(Repository repository, BrokerFileSystem fileSystem) {
        this.repository = requireNonNull(repository, "repository");
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
    }

    public Repository repository() {
        return repository;
    }

    public RepositoryLayout layout() {
        return repository.layout();
    }

    /** Whether its description is there. */
    boolean isThere() throws StorageException {
        return fileSystem.stat(repository.layout().repositoryInfo()).isPresent();
    }

    public RepositorySnapshots snapshots(TransferCheckpoint checkpoint) {
        return new RepositorySnapshots(fileSystem, repository.layout(), checkpoint);
    }

    /** The leases of labels, which expire by a clock. */
    public LabelLeases leases(Clock clock) {
        return new LabelLeases(fileSystem, repository.layout(), clock);
    }

    public FileUpload upload(TransferCheckpoint checkpoint) {
        return new FileUpload(fileSystem, checkpoint);
    }

    public FileDownload download(TransferCheckpoint checkpoint) {
        return new FileDownload(fileSystem, checkpoint);
    }

    @Override
    public void close() throws StorageException {
        fileSystem.close();
    }
}
