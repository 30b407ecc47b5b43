package io.nineveh.broker.local;

import static java.util.stream.Collectors.joining;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directories that may be used. A path is inside when it lies below one of them as it is spelled, and also after all
 * symbolic links in it are followed: a link that leads out is refused, one that stays inside is not.
 */
final class AllowedRoots {
    private static final String KEY = "plugin.local.roots";

    private record Root(Path configured, Path real) {}

    private final List<Root> roots;

    private AllowedRoots(List<Root> roots) {
        this.roots = roots;
    }

    static AllowedRoots of(List<Path> directories) throws ConfigurationException {
        List<Root> roots = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (Path directory : directories) {
            try {
                if (!directory.isAbsolute()) {
                    mistakes.add("%s has the relative path %s; write it from / on".formatted(KEY, directory));
                } else if (!Files.isDirectory(directory)) {
                    mistakes.add(
                            "%s has %s, which is not a directory; create it, or take it out".formatted(KEY, directory));
                } else {
                    roots.add(new Root(directory.normalize(), directory.toRealPath()));
                }
            } catch (IOException e) {
                mistakes.add("%s has %s, which cannot be read: %s".formatted(KEY, directory, e));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException("settings of the local plugin", mistakes);
        }
        return new AllowedRoots(List.copyOf(roots));
    }

    List<Path> realPaths() {
        return roots.stream().map(Root::real).toList();
    }

    /** Refuses a location that does not name a file of this host. */
    static void requireLocal(Location location) throws StorageException {
        if (!location.scheme().equals(LocalPlugin.SCHEME)) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "not a location on a local disk; write file:///path");
        }
        Optional<String> host = location.authority();
        if (host.isPresent() && !host.get().equalsIgnoreCase("localhost")) {
            throw new StorageException(
                    Kind.INVALID_PATH,
                    location,
                    "a local disk has no host name but localhost; write file:///path, with three slashes");
        }
    }

    /** Where a location leads when all links are followed. What is missing there stays as it is spelled. */
    LocalPath follow(Location location) throws StorageException {
        Path spelled = spelled(location);
        try {
            return inside(location, realPath(spelled));
        } catch (IOException e) {
            throw LocalFailure.of(location, "its path cannot be followed", e);
        }
    }

    /**
     * As {@link #follow}, but a link at the end is not followed: the location itself is to be made or removed. Refuses the
     * roots and what holds one.
     */
    LocalPath keep(Location location) throws StorageException {
        Path spelled = spelled(location);
        if (roots.stream().anyMatch(root -> root.configured.startsWith(spelled) || root.real.startsWith(spelled))) {
            throw isRoot(location);
        }
        try {
            Path real = realPath(spelled.getParent()).resolve(spelled.getFileName());
            if (roots.stream().anyMatch(root -> root.real.startsWith(real))) {
                throw isRoot(location);
            }
            if (TemporaryName.isOne(real.getFileName())) {
                throw new StorageException(
                        Kind.INVALID_PATH, location, "such a name is for files that are being written; use another");
            }
            return inside(location, real);
        } catch (IOException e) {
            throw e instanceof StorageException failure
                    ? failure
                    : LocalFailure.of(location, "its path cannot be followed", e);
        }
    }

    private static StorageException isRoot(Location location) {
        return new StorageException(
                Kind.INVALID_PATH,
                location,
                "it is, or holds, a directory of %s, which can be neither written, renamed nor deleted".formatted(KEY));
    }

    private Path spelled(Location location) throws StorageException {
        requireLocal(location);
        if (roots.isEmpty()) {
            throw new StorageException(
                    Kind.INVALID_PATH,
                    location,
                    "the local plugin may use no directory; set %s to those that it may".formatted(KEY));
        }
        for (String component : location.path().split("/", -1)) {
            if (component.equals("..") || component.equals(".")) {
                throw new StorageException(
                        Kind.INVALID_PATH,
                        location,
                        "its path has a component '%s'; write it without".formatted(component));
            }
        }
        Path path = path(location);
        if (roots.stream().noneMatch(root -> path.startsWith(root.configured) || path.startsWith(root.real))) {
            throw outside(location);
        }
        return path;
    }

    private static Path path(Location location) throws StorageException {
        try {
            return Path.of("/" + location.path());
        } catch (InvalidPathException e) {
            throw new StorageException(
                    Kind.INVALID_PATH,
                    location,
                    "its path cannot be expressed in this process's character set; start it with LC_ALL=C.UTF-8",
                    e);
        }
    }

    private LocalPath inside(Location location, Path real) throws StorageException {
        return roots.stream()
                .filter(root -> real.startsWith(root.real))
                .findFirst()
                .map(root -> new LocalPath(location, root.real, real))
                .orElseThrow(() -> outside(location));
    }

    private StorageException outside(Location location) {
        return new StorageException(
                Kind.INVALID_PATH,
                location,
                "it is outside the directories that the local plugin may use (%s), or a symbolic link leads out of them; add its directory to %s"
                        .formatted(
                                roots.stream()
                                        .map(root -> root.configured.toString())
                                        .collect(joining(", ")),
                                KEY));
    }

    private static Path realPath(Path path) throws IOException {
        try {
            return path.toRealPath();
        } catch (FileSystemException e) {
            Path parent = path.getParent();
            boolean isMissing = e instanceof NoSuchFileException || (parent != null && !Files.isDirectory(parent));
            if (parent == null || e instanceof AccessDeniedException || !isMissing) {
                throw e;
            }
            return realPath(parent).resolve(path.getFileName());
        }
    }

    @Override
    public String toString() {
        return roots.toString();
    }
}
