package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A segment that is written but belongs to no version yet.
 *
 * @param file under its temporary name, in the tablet's directory
 */
record StagedSegment(Path file, long rows) {
    StagedSegment {
        requireNonNull(file, "file");
    }

    /** A new temporary name. No two segments ever get one name, so that a file behind a link is never rewritten. */
    static Path newFile(Path directory, long version) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return directory.resolve("%d-%s%s%s".formatted(version, unique, Segment.SUFFIX, DurableFiles.TEMPORARY_SUFFIX));
    }

    /** Brings the file to the disk under its final name. The directory is left to whoever writes the header. */
    Segment seal() throws IOException {
        DurableFiles.sync(file);
        String name = file.getFileName().toString();
        String finalName = name.substring(0, name.length() - DurableFiles.TEMPORARY_SUFFIX.length());
        Segment segment = new Segment(finalName, Files.size(file), md5(), rows);
        Files.move(file, file.resolveSibling(finalName));
        return segment;
    }

    // the format of headers and repositories asks for MD5
    @SuppressWarnings("deprecation")
    private Md5 md5() throws IOException {
        HashFunction function = Hashing.md5();
        return new Md5(MoreFiles.asByteSource(file).hash(function).toString());
    }
}
