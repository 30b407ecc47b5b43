package io.nineveh.broker.local;

import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Glob;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is on the disk. Links that stay inside the allowed roots appear as what they lead to; links that lead out of them
 * or nowhere, pipes, sockets, devices and temporary files do not appear. Of a path that ends with slashes, or has several
 * in a row, the entries have one.
 */
final class LocalListing {
    private final AllowedRoots roots;

    LocalListing(AllowedRoots roots) {
        this.roots = roots;
    }

    Optional<FileEntry> stat(Location location) throws StorageException {
        LocalPath path = roots.follow(location);
        try {
            return attributes(path).flatMap(attributes -> entry(location, path.name(), attributes));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw LocalFailure.of(location, "cannot be examined", e);
        }
    }

    private static Optional<BasicFileAttributes> attributes(LocalPath path) throws IOException {
        if (path.isRoot()) {
            return Optional.of(Files.readAttributes(path.real(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        }
        try (SecureDirectory parent = SecureDirectory.open(path.parent())) {
            return parent.attributes(path.name());
        }
    }

    private static Optional<FileEntry> entry(Location location, Path name, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && !TemporaryName.isOne(name)) {
            return Optional.of(FileEntry.file(
                    location, attributes.size(), attributes.lastModifiedTime().toInstant()));
        }
        return attributes.isDirectory() ? Optional.of(FileEntry.directory(location)) : Optional.empty();
    }

    List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        TreeMap<Location, FileEntry> found = new TreeMap<>();
        Glob glob = Glob.of(tidyPath(pattern));
        // with escapes in its prefix, the pattern's own spelling may lie outside of the roots while what it matches
        // does not
        boolean isPrefixPlain = glob.toString().startsWith(glob.literalPrefix());
        (isPrefixPlain ? stat(pattern) : statIfInside(pattern)).ifPresent(entry -> found.put(entry.location(), entry));
        if (!glob.isLiteral()) {
            Location directory = pattern.withPath(glob.literalDirectory());
            walk(directory, new Walk() {
                @Override
                public void take(FileEntry entry) throws StorageException {
                    if (glob.matches(entry.location().path())) {
                        room.take(entry);
                        found.put(entry.location(), entry);
                    }
                }

                @Override
                public boolean goesInto(Child directory) {
                    return glob.canMatchBelow(directory.entry().location().path());
                }
            });
        } else if (!glob.literalPath().equals(glob.toString())) {
            stat(pattern.withPath(glob.literalPath())).ifPresent(entry -> found.put(entry.location(), entry));
        }
        return List.copyOf(found.values());
    }

    List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        Optional<FileEntry> itself = stat(directory);
        if (itself.isEmpty()) {
            return List.of();
        }
        if (itself.get().isFile()) {
            return List.of(itself.get());
        }
        TreeMap<Location, FileEntry> found = new TreeMap<>();
        walk(directory.withPath(tidyPath(directory)), new Walk() {
            @Override
            public void take(FileEntry entry) throws StorageException {
                if (entry.isFile()) {
                    room.take(entry);
                    found.put(entry.location(), entry);
                }
            }

            /** Not through links, which could lead in circles. */
            @Override
            public boolean goesInto(Child directory) {
                return !directory.isLink();
            }
        });
        return List.copyOf(found.values());
    }

    /**
     * What a directory holds.
     *
     * @param isLink whether the name is a link, and the entry what it leads to
     */
    record Child(FileEntry entry, boolean isLink) {}

    /** What a walk through directories is for. */
    private interface Walk {
        void take(FileEntry entry) throws StorageException;

        boolean goesInto(Child directory);
    }

    private void walk(Location directory, Walk walk) throws StorageException {
        try (SecureDirectory opened = SecureDirectory.open(roots.follow(directory))) {
            walk(opened, directory, walk);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // missing, or gone since it was seen: it holds nothing
            return;
        } catch (IOException e) {
            throw LocalFailure.of(directory, "cannot be listed", e);
        }
    }

    private void walk(SecureDirectory directory, Location location, Walk walk) throws IOException {
        directory.forEachName(name -> {
            Optional<Child> child = child(directory, location, name);
            if (child.isPresent()) {
                walk(directory, name, child.get(), walk);
            }
        });
    }

    private void walk(SecureDirectory directory, Path name, Child child, Walk walk) throws IOException {
        FileEntry entry = child.entry();
        walk.take(entry);
        if (entry.isDirectory() && walk.goesInto(child)) {
            if (child.isLink()) {
                walk(entry.location(), walk);
            } else {
                walkChild(directory, name, entry.location(), walk);
            }
        }
    }

    /** What a name in an open directory stands for. */
    Optional<Child> child(SecureDirectory directory, Location location, Path name) throws IOException {
        Location child = location.child(name.toString());
        Optional<BasicFileAttributes> attributes = directory.attributes(name);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        boolean isLink = attributes.get().isSymbolicLink();
        Optional<FileEntry> entry = isLink ? statIfInside(child) : entry(child, name, attributes.get());
        return entry.map(found -> new Child(found, isLink));
    }

    private void walkChild(SecureDirectory directory, Path name, Location child, Walk walk) throws IOException {
        try (SecureDirectory opened = directory.child(name)) {
            walk(opened, child, walk);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // gone since it was seen
            return;
        } catch (IOException e) {
            throw LocalFailure.of(child, "cannot be listed", e);
        }
    }

    private Optional<FileEntry> statIfInside(Location location) throws StorageException {
        try {
            return stat(location);
        } catch (StorageException e) {
            if (e.kind() == Kind.INVALID_PATH) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The path as those of the entries below it begin. */
    static String tidyPath(Location location) {
        String path = location.path().replaceAll("/+", "/");
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
