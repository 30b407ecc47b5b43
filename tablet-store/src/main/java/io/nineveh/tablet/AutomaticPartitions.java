package io.nineveh.tablet;

import io.nineveh.backup.catalog.Table;
import java.util.List;
import java.util.Optional;

/** Makes partitions for rows that no partition of a table takes, if the table is partitioned so. */
@FunctionalInterface
public interface AutomaticPartitions {

    /**
     * Adds partitions to a table, which stay whatever becomes of the load that needs them.
     *
     * @param table as it is, partitioned automatically
     * @param values of the partition columns that no partition takes, each of them once, written as literals without quotes;
     *     an empty one is NULL. Of a table partitioned by range, the first moments of units
     * @return the table with partitions that take all of them
     * @throws io.nineveh.backup.RefusedException when there would be too many, or one does not fit among the others; or the
     *     table is changed meanwhile
     */
    Table add(String database, Table table, List<List<Optional<String>>> values);
}
