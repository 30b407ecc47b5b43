package io.nineveh.bench.ceiling;

import io.nineveh.bench.access.ListedDirectory;
import io.nineveh.thrift.TBrokerFileStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What directories hold that do not exist: each list is made once, and ready from then on. */
final class Listings {
    private static final String ALL = "/*";
    private static final int FILE_SIZE = 1;

    private final Map<String, List<TBrokerFileStatus>> lists = new ConcurrentHashMap<>();

    /** As many files as the directory's name says, none where it says nothing. */
    List<TBrokerFileStatus> of(String pattern) {
        return lists.computeIfAbsent(pattern, Listings::make);
    }

    private static List<TBrokerFileStatus> make(String pattern) {
        if (!pattern.endsWith(ALL)) {
            return List.of();
        }
        String path = pattern.substring(0, pattern.length() - ALL.length());
        long now = System.currentTimeMillis();
        List<TBrokerFileStatus> files = new ArrayList<>();
        ListedDirectory.named(path.substring(path.lastIndexOf('/') + 1)).ifPresent(directory -> {
            for (int number = 0; number < directory.files(); number++) {
                files.add(new TBrokerFileStatus(path + "/" + ListedDirectory.file(number), false, FILE_SIZE, true)
                        .setModificationTime(now));
            }
        });
        return List.copyOf(files);
    }
}
