package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.sql.IfNotExists;
import java.util.List;
import java.util.Optional;

/** One or more partitions, as a statement defines them. A bound is a list of values without quotes or MAXVALUE; if empty, MAXVALUE alone. */
public sealed interface PartitionDefinition {

    /**
     * {@code VALUES LESS THAN}: from where the partition before it ends.
     *
     * @param upper empty: MAXVALUE
     */
    record LessThan(String name, IfNotExists ifNotExists, List<String> upper) implements PartitionDefinition {
        public LessThan {
            requireNonNull(name, "name");
            requireNonNull(ifNotExists, "ifNotExists");
            upper = List.copyOf(upper);
        }
    }

    /** {@code VALUES [(lower), (upper))}. */
    record Fixed(String name, IfNotExists ifNotExists, List<String> lower, List<String> upper)
            implements PartitionDefinition {
        public Fixed {
            requireNonNull(name, "name");
            requireNonNull(ifNotExists, "ifNotExists");
            lower = List.copyOf(lower);
            upper = List.copyOf(upper);
        }
    }

    /** {@code VALUES IN ((…), …)}: one value for each partition column, as many times as the partition takes; empty: NULL. */
    record In(String name, IfNotExists ifNotExists, List<List<Optional<String>>> values)
            implements PartitionDefinition {
        public In {
            requireNonNull(name, "name");
            requireNonNull(ifNotExists, "ifNotExists");
            values = values.stream().map(List::copyOf).toList();
        }
    }

    /**
     * {@code FROM (…) TO (…) INTERVAL n unit}: as many partitions as it takes, named by their beginnings.
     *
     * @param unit of dates; empty for whole numbers
     */
    record Interval(List<String> from, List<String> to, int count, Optional<String> unit)
            implements PartitionDefinition {
        public Interval {
            from = List.copyOf(from);
            to = List.copyOf(to);
            requireNonNull(unit, "unit");
        }
    }
}
