package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.Location;

/**
 * Where things are in a repository.
 *
 * @param root the repository's own directory, {@code <location>/__palo_repository_<name>}
 */
public record RepositoryLayout(Location root) {
    private static final String DORIS_PREFIX = "__palo_repository_";
    private static final String STARROCKS_PREFIX = "__starrocks_repository_";

    static final String SNAPSHOT_PREFIX = "__ss_";
    static final String INFO_PREFIX = "__info_";
    static final String META = "__meta";

    public RepositoryLayout {
        requireNonNull(root, "root");
    }

    /** The layout that repositories are written in. A slash at the end of the location changes nothing. */
    public static RepositoryLayout of(Location location, String repository) {
        return new RepositoryLayout(location.child(DORIS_PREFIX + repository));
    }

    /** The same layout under the name that StarRocks gives it, which is only read. */
    static RepositoryLayout ofStarRocks(Location location, String repository) {
        return new RepositoryLayout(location.child(STARROCKS_PREFIX + repository));
    }

    public Location repositoryInfo() {
        return root.child("__repo_info");
    }

    /** A glob: the directories of all snapshots. */
    Location allSnapshots() {
        return root.asLiteralPattern().child(SNAPSHOT_PREFIX + "*");
    }

    /** A glob: the {@code __info} files of all snapshots. */
    Location allInfos() {
        return allSnapshots().child(INFO_PREFIX + "*");
    }

    public Location snapshot(String label) {
        return root.child(SNAPSHOT_PREFIX + label);
    }

    /** Where the tablets of a snapshot are. */
    public Location content(String label) {
        return snapshot(label).child("__ss_content");
    }

    public Location tablet(String label, TabletPath path) {
        return content(label).child(path.toString());
    }

    static String infoName(String timestamp) {
        return INFO_PREFIX + timestamp;
    }
}
