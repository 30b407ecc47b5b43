package io.nineveh.broker.local;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * Renames without overwriting. The system's own rename replaces a file that has the new name; making a second link to a
 * file does not, even when another process takes the name at the same moment. So a file gets its new name as a link, and
 * then loses the old one: for a moment it has both, and never none. A directory is renamed in one step, which the system
 * refuses over anything but an empty directory.
 */
final class LocalRename {
    private final AllowedRoots roots;

    LocalRename(AllowedRoots roots) {
        this.roots = roots;
    }

    void rename(Location source, Location target) throws StorageException {
        LocalPath from = roots.keep(source);
        LocalPath to = roots.keep(target);
        try (SecureDirectory fromParent = openParent(from)) {
            BasicFileAttributes attributes = fromParent.attributes(from.name()).orElseThrow(() -> missing(source));
            if (!from.real().equals(to.real()) && to.real().startsWith(from.real())) {
                throw new StorageException(
                        Kind.INVALID_PATH, target, "%s cannot be moved into itself".formatted(source));
            }
            try (SecureDirectory toParent = SecureDirectory.make(to.parent())) {
                if (toParent.attributes(to.name()).isPresent()) {
                    throw exists(source, target);
                }
                if (attributes.isDirectory()) {
                    fromParent.move(from.name(), toParent, to.name());
                } else {
                    link(from, attributes, toParent, to);
                    fromParent.deleteFile(from.name());
                }
                toParent.force();
                fromParent.force();
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(source, target);
        } catch (UnsupportedOperationException e) {
            throw new StorageException(
                    Kind.NOT_SUPPORTED, target, "the disk has no hard links, which a safe rename needs; copy it", e);
        } catch (NoSuchFileException e) {
            throw StorageException.transientFailure(
                    target, "%s cannot be renamed: somebody else removed it or a directory".formatted(source), e);
        } catch (IOException e) {
            throw LocalFailure.of(target, "%s cannot be renamed".formatted(source), e);
        }
    }

    private static SecureDirectory openParent(LocalPath path) throws IOException {
        try {
            return SecureDirectory.open(path.parent());
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw missing(path.location());
        }
    }

    private static void link(LocalPath from, BasicFileAttributes source, SecureDirectory toParent, LocalPath to)
            throws IOException {
        Files.createLink(to.real(), from.real());
        // a link is made by its path: see that it came where it belongs before the old name goes
        Optional<Object> made = toParent.attributes(to.name()).map(BasicFileAttributes::fileKey);
        if (made.isEmpty() || !Objects.equals(made.get(), source.fileKey())) {
            throw StorageException.transientFailure(
                    to.location(),
                    "%s cannot be renamed: a directory was replaced meanwhile".formatted(from.location()),
                    new NoSuchFileException(to.real().toString()));
        }
    }

    private static StorageException missing(Location source) {
        return new StorageException(Kind.STORAGE_ERROR, source, "cannot be renamed: no such file");
    }

    private static StorageException exists(Location source, Location target) {
        return new StorageException(
                Kind.STORAGE_ERROR,
                target,
                "it exists, and %s is not renamed over it; delete it first".formatted(source));
    }
}
