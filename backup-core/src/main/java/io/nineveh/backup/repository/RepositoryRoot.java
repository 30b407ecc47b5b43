package io.nineveh.backup.repository;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * What a new repository finds, or makes, at its location.
 *
 * @param createTime that of the repository that was there, else now
 */
record RepositoryRoot(RepositoryLayout layout, Instant createTime) {

    /**
     * Takes over the repository that is there, or begins one.
     *
     * @throws RefusedException when what is there is not this repository, or cannot be used as the definition says
     */
    static RepositoryRoot establish(RepositoryDefinition definition, BrokerFileSystem fileSystem, Clock clock)
            throws IOException {
        RepositoryLayout own = RepositoryLayout.of(definition.location(), definition.name());
        if (fileSystem.stat(own.repositoryInfo()).isPresent()) {
            return adopt(own, definition, fileSystem, clock);
        }
        RepositoryLayout starRocks = RepositoryLayout.ofStarRocks(definition.location(), definition.name());
        if (fileSystem.stat(starRocks.repositoryInfo()).isPresent()) {
            if (definition.access() != Access.READ_ONLY) {
                throw new RefusedException(
                        Reason.WRONG_STATE,
                        "%s is a repository of StarRocks, which can be read only: write CREATE READ ONLY REPOSITORY, or choose another name"
                                .formatted(starRocks.root()));
            }
            return adopt(starRocks, definition, fileSystem, clock);
        }
        if (definition.access() == Access.READ_ONLY) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "there is no repository at %s, so nothing to read: check the name and the location, or create it without READ ONLY"
                            .formatted(own.root()));
        }
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        new FileUpload(fileSystem, passed -> {})
                .writePlain(new RepositoryInfo(definition.name(), now).toJson(), own.repositoryInfo());
        return new RepositoryRoot(own, instant(now, clock));
    }

    private static RepositoryRoot adopt(
            RepositoryLayout layout, RepositoryDefinition definition, BrokerFileSystem fileSystem, Clock clock)
            throws IOException {
        Location file = layout.repositoryInfo();
        byte[] content = new FileDownload(fileSystem, passed -> {}).readPlain(file);
        RepositoryInfo info = RepositoryInfo.parse(content, file.toString());
        if (!info.name().equals(definition.name())) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "%s says that the repository there is '%s', not '%s': create it under that name, or choose another location"
                            .formatted(file, info.name(), definition.name()));
        }
        return new RepositoryRoot(layout, instant(info.createTime(), clock));
    }

    private static Instant instant(LocalDateTime time, Clock clock) {
        return time.atZone(clock.getZone()).toInstant();
    }
}
