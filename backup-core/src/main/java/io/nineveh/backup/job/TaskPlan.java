package io.nineveh.backup.job;

import com.google.common.collect.Lists;
import io.nineveh.backup.meta.MetadataTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tablets that are worked on one after another.
 *
 * @param files how many they have
 */
record TaskPlan(long taskId, long backendId, List<Long> tablets, long files) {
    TaskPlan {
        tablets = List.copyOf(tablets);
    }

    /** The task, with nothing done. */
    JobTask begun() {
        return new JobTask(taskId, backendId, 0, files, Optional.empty());
    }

    /** A tablet, to be put into a task. */
    record Item(long tabletId, long backendId, long files) {}

    /** Groups tablets by backend. */
    static List<TaskPlan> plan(Map<Long, List<Item>> byBackend, int tabletsPerTask, MetadataTransaction transaction) {
        List<TaskPlan> plans = new ArrayList<>();
        byBackend.forEach((backend, items) -> {
            for (List<Item> part : Lists.partition(items, tabletsPerTask)) {
                plans.add(new TaskPlan(
                        transaction.newId(),
                        backend,
                        part.stream().map(Item::tabletId).toList(),
                        part.stream().mapToLong(Item::files).sum()));
            }
        });
        return plans;
    }
}
