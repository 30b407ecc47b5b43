package io.nineveh.server.sql;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.broker.BrokerRegistry;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.job.JobEngine;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.server.load.DataJobs;
import io.nineveh.server.sql.access.Accounts;
import io.nineveh.server.sql.administration.RunningSettings;
import io.nineveh.server.sql.tables.DroppedTablets;
import io.nineveh.server.sql.tables.DynamicPartitions;
import io.nineveh.tablet.EmbeddedTabletStore;
import io.nineveh.tablet.SqlEngine;
import java.time.ZoneId;

/**
 * What statements work on. The parts belong to the server.
 *
 * @param zone that times are shown in
 */
public record ServerParts(
        Catalog catalog,
        EmbeddedTabletStore tablets,
        SqlEngine engine,
        BrokerRegistry brokers,
        RepositoryRegistry repositories,
        JobEngine jobs,
        DataJobs dataJobs,
        DroppedTablets droppedTablets,
        DynamicPartitions dynamicPartitions,
        Accounts accounts,
        RunningSettings settings,
        ZoneId zone) {
    public ServerParts {
        requireNonNull(catalog, "catalog");
        requireNonNull(tablets, "tablets");
        requireNonNull(engine, "engine");
        requireNonNull(brokers, "brokers");
        requireNonNull(repositories, "repositories");
        requireNonNull(jobs, "jobs");
        requireNonNull(dataJobs, "dataJobs");
        requireNonNull(droppedTablets, "droppedTablets");
        requireNonNull(dynamicPartitions, "dynamicPartitions");
        requireNonNull(accounts, "accounts");
        requireNonNull(settings, "settings");
        requireNonNull(zone, "zone");
    }
}
