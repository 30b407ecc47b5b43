package io.nineveh.broker.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An open directory inside an allowed root, reached from the root step by step without following a link. What is done
 * relative to it stays inside, even when somebody replaces a directory on the way with a link meanwhile. The caller closes
 * it.
 */
final class SecureDirectory implements Closeable {
    private static final Path ITSELF = Path.of(".");

    private final SecureDirectoryStream<Path> stream;
    private final Path path;

    private SecureDirectory(SecureDirectoryStream<Path> stream, Path path) {
        this.stream = stream;
        this.path = path;
    }

    /** How to go on where a directory is missing. */
    private enum WhenMissing {
        FAIL,
        STOP,
        MAKE
    }

    /** Opens a directory that is there. */
    static SecureDirectory open(LocalPath directory) throws IOException {
        return walk(directory, WhenMissing.FAIL);
    }

    /** Opens the directory, or the nearest one above it that is there. */
    static SecureDirectory openNearest(LocalPath directory) throws IOException {
        return walk(directory, WhenMissing.STOP);
    }

    /** Opens the directory, and makes it durably, with its parents, where it is missing. */
    static SecureDirectory make(LocalPath directory) throws IOException {
        return walk(directory, WhenMissing.MAKE);
    }

    private static SecureDirectory walk(LocalPath directory, WhenMissing whenMissing) throws IOException {
        SecureDirectory at = openRoot(directory.root());
        try {
            for (Path name : directory.components()) {
                if (at.attributes(name).isEmpty()) {
                    switch (whenMissing) {
                        case FAIL ->
                            throw new NoSuchFileException(at.path.resolve(name).toString());
                        case STOP -> {
                            return at;
                        }
                        case MAKE -> at.makeChild(name);
                    }
                }
                SecureDirectory child = at.child(name);
                at.close();
                at = child;
            }
            return at;
        } catch (IOException e) {
            at.close();
            throw e;
        }
    }

    @SuppressWarnings("StreamResourceLeak") // the object made of it closes it
    private static SecureDirectory openRoot(Path root) throws IOException {
        DirectoryStream<Path> opened = Files.newDirectoryStream(root);
        if (opened instanceof SecureDirectoryStream<Path> secure) {
            return new SecureDirectory(secure, root);
        }
        opened.close();
        throw new IOException("this system has no secure directory streams, which the local plugin needs; use Linux");
    }

    /** Where it was when it was opened. */
    Path path() {
        return path;
    }

    /** Opens a directory in it, which must not be a link. */
    SecureDirectory child(Path name) throws IOException {
        // asked first, since opening a named pipe would wait for somebody to write to it
        if (attributes(name).filter(BasicFileAttributes::isDirectory).isEmpty()) {
            throw new NotDirectoryException(path.resolve(name).toString());
        }
        return new SecureDirectory(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), path.resolve(name));
    }

    private void makeChild(Path name) throws IOException {
        try {
            Files.createDirectory(path.resolve(name));
            force();
        } catch (FileAlreadyExistsException e) {
            // another writer was faster; whether it is a directory turns out when it is opened
            return;
        }
    }

    /** What a name stands for, a link being a link; empty when it is not there. */
    Optional<BasicFileAttributes> attributes(Path name) throws IOException {
        try {
            return Optional.of(
                    stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .readAttributes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Opens a file in it, which must not be a link. */
    FileChannel openFile(Path name, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        SeekableByteChannel channel = stream.newByteChannel(name, all);
        if (channel instanceof FileChannel file) {
            return file;
        }
        channel.close();
        throw new IOException("this system has no file channels, which the local plugin needs; use Linux");
    }

    /** What is done with a name. */
    interface NameVisitor {
        void visit(Path name) throws IOException;
    }

    /** Shows a visitor the names of all that it holds, in no order, one at a time. May be asked once. */
    void forEachName(NameVisitor visitor) throws IOException {
        try {
            for (Path entry : stream) {
                visitor.visit(entry.getFileName());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** The names of all that it holds, in no order. May be asked once. */
    List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        forEachName(names::add);
        return names;
    }

    /** Gives a file or directory another name, in one step; replaces a file or an empty directory that has it. */
    void move(Path name, SecureDirectory target, Path targetName) throws IOException {
        stream.move(name, target.stream, targetName);
    }

    void deleteFile(Path name) throws IOException {
        stream.deleteFile(name);
    }

    /** Deletes a file, a link, or a directory with all that it holds; follows no link. A missing one is no error. */
    void deleteTree(Path name) throws IOException {
        Optional<BasicFileAttributes> attributes = attributes(name);
        try {
            if (attributes.isPresent() && attributes.get().isDirectory()) {
                try (SecureDirectory child = child(name)) {
                    for (Path each : child.names()) {
                        child.deleteTree(each);
                    }
                }
                stream.deleteDirectory(name);
            } else if (attributes.isPresent()) {
                stream.deleteFile(name);
            }
        } catch (NoSuchFileException e) {
            // somebody else was faster
            return;
        }
    }

    /** Makes durable which names it holds. */
    void force() throws IOException {
        try (FileChannel directory = openFile(ITSELF, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
