package io.nineveh.backup.job;

import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.View;
import java.util.Optional;

/** Brings the views of a snapshot into a database. One that is there already with the same query stays. */
final class TargetViews {
    private final RestoreRecord job;
    private final CatalogChange catalog;

    TargetViews(RestoreRecord job, CatalogChange catalog) {
        this.job = job;
        this.catalog = catalog;
    }

    /**
     * Refuses a view that cannot be made.
     *
     * @throws JobFailure when there is another of its name
     */
    void check(View view) {
        Optional<View> current = current(view);
        if (current.isPresent() && !current.get().isLike(view) && !job.terms().has(RestoreOption.FORCE_REPLACE)) {
            throw TargetTables.failure(
                    ("View %s already exist but with different query: %s here and %s in the snapshot. Restore it under another name"
                                    + " with AS, or replace it with \"atomic_restore\" = \"true\" and \"force_replace\" = \"true\"")
                            .formatted(view.name(), current.get().query(), view.query()));
        }
    }

    /** Makes all of the job's, and drops those that are to go. */
    void commit() {
        String database = job.header().database();
        for (View old : catalog.requireDatabase(database).views()) {
            if (job.terms().droppedViews().contains(old.id())) {
                catalog.dropView(database, old.name());
            }
        }
        for (View view : job.views()) {
            check(view);
            Optional<View> current = current(view);
            if (current.isEmpty()) {
                catalog.addView(database, view);
            } else if (!current.get().isLike(view)) {
                catalog.dropView(database, view.name());
                catalog.addView(database, view);
            }
        }
    }

    private Optional<View> current(View view) {
        return catalog.requireDatabase(job.header().database()).view(view.name());
    }
}
