package io.nineveh.server.load;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.load.DataJobJournal;
import io.nineveh.backup.load.ExportJob;
import io.nineveh.backup.load.LoadJob;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.StorageAccess;
import io.nineveh.backup.transfer.TransferLimit;
import io.nineveh.tablet.EmbeddedTabletStore;
import io.nineveh.tablet.SqlEngine;
import java.time.Clock;

/** What loads and exports work with. */
record JobParts(
        MetadataStore metadata,
        Catalog catalog,
        EmbeddedTabletStore tablets,
        SqlEngine engine,
        StorageAccess storages,
        TransferLimit limit,
        DataJobJournal<LoadJob> loads,
        DataJobJournal<ExportJob> exports,
        Clock clock) {
    JobParts {
        requireNonNull(metadata, "metadata");
        requireNonNull(catalog, "catalog");
        requireNonNull(tablets, "tablets");
        requireNonNull(engine, "engine");
        requireNonNull(storages, "storages");
        requireNonNull(limit, "limit");
        requireNonNull(loads, "loads");
        requireNonNull(exports, "exports");
        requireNonNull(clock, "clock");
    }
}
