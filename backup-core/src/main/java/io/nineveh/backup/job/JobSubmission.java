package io.nineveh.backup.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.meta.Json;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.meta.MetadataTransaction;
import io.nineveh.backup.repository.Lease;
import io.nineveh.backup.repository.OpenRepository;
import io.nineveh.backup.repository.Repository;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.backup.repository.RepositorySnapshots;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.repository.SnapshotTimestamp;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes jobs of requests, or refuses them. The repository is asked before, and outside of, the one transaction. */
final class JobSubmission {
    private static final Pattern LABEL = Pattern.compile("[-_A-Za-z0-9]{1,128}");

    private final MetadataStore metadata;
    private final Catalog catalog;
    private final RepositoryRegistry repositories;
    private final int backends;
    private final Clock clock;

    JobSubmission(MetadataStore metadata, Catalog catalog, RepositoryRegistry repositories, int backends, Clock clock) {
        this.metadata = requireNonNull(metadata, "metadata");
        this.catalog = requireNonNull(catalog, "catalog");
        this.repositories = requireNonNull(repositories, "repositories");
        this.backends = backends;
        this.clock = requireNonNull(clock, "clock");
    }

    BackupRecord backup(BackupRequest request) {
        if (!LABEL.matcher(request.label()).matches()) {
            throw new RefusedException(
                    Reason.INVALID, "Label format error. regex: ^%s$, label: %s".formatted(LABEL, request.label()));
        }
        checkTimeout(request.timeout());
        BackupAdmission.Selected unused =
                BackupAdmission.resolve(catalog.requireDatabase(request.database()), request.objects());
        Repository repository = repositories.require(request.repository());
        if (repository.access() == Access.READ_ONLY) {
            throw new RefusedException(Reason.WRONG_STATE, "Repository %s is read only".formatted(repository.name()));
        }
        checkFree(request.database());
        checkLabel(request.label(), repository);
        return metadata.write(transaction -> {
            if (JobRows.isLabelTaken(transaction.handle(), repository.id(), request.label())) {
                throw BackupAdmission.labelExists(request.label());
            }
            Database current = catalog.change(transaction).requireDatabase(request.database());
            // What is visible now is what is backed up: whatever is loaded after the submission is not in it.
            BackupAdmission.Selected selected = BackupAdmission.resolve(current, request.objects());
            JobHeader header = header(transaction, current, request.label(), repository, request.timeout());
            BackupRecord job = BackupRecord.pending(
                    header, BackupAdmission.objects(selected, request.objects()), selected, request.content());
            JobRows.insert(transaction.handle(), job);
            return job;
        });
    }

    RestoreRecord restore(RestoreRequest request) {
        checkTimeout(request.timeout());
        RestoreAdmission.checkOptions(request);
        int replicationNum = RestoreAdmission.replicationNum(request.replicationNum(), backends);
        catalog.requireDatabase(request.database());
        Repository repository = repositories.require(request.repository());
        checkFree(request.database());
        Description description = describe(request, repository);
        List<RestoreObject> objects = RestoreAdmission.resolve(request, description.info());
        return metadata.write(transaction -> {
            Database database = catalog.change(transaction).requireDatabase(request.database());
            RestoreAdmission.checkKinds(database, objects, description.info());
            RowLoss.refuse(request, database, objects, description.info());
            JobHeader header = header(transaction, database, request.label(), repository, request.timeout());
            RestoreRecord job = RestoreRecord.pending(
                    header,
                    description.timestamp(),
                    replicationNum,
                    objects,
                    new RestoreTerms(
                            request.options(),
                            RestoreAdmission.existing(request, database, objects, description.info()),
                            RestoreAdmission.droppedViews(request, database, objects),
                            List.of()));
            JobRows.insert(transaction.handle(), job);
            JobRows.putDocument(transaction.handle(), header.id(), RestoreFlow.INFO_DOCUMENT, description.text());
            JobRows.putDocument(
                    transaction.handle(), header.id(), Reservation.DOCUMENT, Json.write(Reservation.of(job, database)));
            return job;
        });
    }

    /** What a repository says of a snapshot. */
    private record Description(SnapshotTimestamp timestamp, String text, SnapshotInfo info) {}

    private Description describe(RestoreRequest request, Repository repository) {
        if (!LABEL.matcher(request.label()).matches()) {
            throw RestoreAdmission.noInfo(request.label(), "this is not the name of a snapshot");
        }
        try (OpenRepository open = repositories.open(repository)) {
            RepositorySnapshots snapshots = open.snapshots(bytes -> {});
            SnapshotTimestamp timestamp = RestoreAdmission.timestamp(request, snapshots.find(request.label()));
            byte[] file = snapshots.readInfoFile(request.label(), timestamp);
            return new Description(
                    timestamp, new String(file, UTF_8), RepositorySnapshots.parseInfo(file, request.label()));
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.STORAGE,
                    "Failed to get info of snapshot '%s' because: %s".formatted(request.label(), e.getMessage()),
                    e);
        }
    }

    private void checkLabel(String label, Repository repository) {
        try (OpenRepository open = repositories.open(repository)) {
            if (open.snapshots(bytes -> {}).exists(label)) {
                throw BackupAdmission.labelExists(label);
            }
            String clusterId = metadata.write(transaction -> JobRows.clusterId(transaction.handle()));
            Optional<Lease> rival = open.leases(clock).rival(label, clusterId);
            if (rival.isPresent()) {
                throw BackupAdmission.labelLeased(label, rival.get());
            }
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.STORAGE,
                    "cannot look for snapshot '%s' in repository %s: %s"
                            .formatted(label, repository.name(), e.getMessage()),
                    e);
        }
    }

    private static void checkTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new RefusedException(Reason.INVALID, "the timeout of a job must be more than 0 seconds");
        }
    }

    /** Early, so that a storage is not asked in vain; the transaction asks again. */
    private void checkFree(String database) {
        if (metadata.read(handle -> JobRows.isBusy(handle, database))) {
            throw busy();
        }
    }

    private static RefusedException busy() {
        return new RefusedException(
                Reason.WRONG_STATE,
                "Can only run one backup or restore job of a database at same time. Wait for it to end, or cancel it");
    }

    private JobHeader header(
            MetadataTransaction transaction, Database database, String label, Repository repository, Duration timeout) {
        if (JobRows.isBusy(transaction.handle(), database.name())) {
            throw busy();
        }
        long id = transaction.newId();
        repositories.hold(transaction, repository, id);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new JobHeader(
                id, database.name(), database.id(), label, repository.name(), repository.id(), now, timeout);
    }
}
