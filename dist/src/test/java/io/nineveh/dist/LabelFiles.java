package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.RepositorySnapshots;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a label has in a repository on a local disk. */
record LabelFiles(Path directory, String label) {
    private static final String CONTENT = "__ss_content/";

    static LabelFiles of(Cluster cluster, String label) {
        return new LabelFiles(cluster.repository().resolve("__palo_repository_archive/__ss_" + label), label);
    }

    /** Those whose names say that they are complete: by path below the label, what is another for another file. */
    SortedMap<String, String> complete() throws IOException {
        SortedMap<String, String> complete = new TreeMap<>();
        for (Path file : all()) {
            if (ChecksummedName.parse(file.getFileName().toString()).isPresent()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                complete.put(
                        directory.relativize(file).toString(),
                        "%s written at %s".formatted(attributes.fileKey(), attributes.lastModifiedTime()));
            }
        }
        return complete;
    }

    /** There is one {@code __meta}, one {@code __info}, the files that it names, each with the MD5 in its name, and nothing else. */
    void assertSnapshot() throws IOException {
        List<Path> files = all();
        List<String> names = files.stream()
                .map(file -> directory.relativize(file).toString())
                .toList();
        assertThat(names).filteredOn(name -> name.startsWith("__meta.")).hasSize(1);
        assertThat(names).filteredOn(name -> name.startsWith("__info_")).hasSize(1);
        assertThat(names)
                .filteredOn(name -> name.startsWith(CONTENT))
                .map(name -> name.substring(CONTENT.length()))
                .containsExactlyInAnyOrderElementsOf(namedBy(info(files)));
        assertThat(names).filteredOn(name -> !name.startsWith(CONTENT)).hasSize(2);
        for (Path file : files) {
            assertThat(ChecksummedName.parse(file.getFileName().toString()).map(ChecksummedName::md5))
                    .as("the MD5 of %s", file)
                    .contains(Md5.of(Files.readAllBytes(file)));
        }
    }

    private SnapshotInfo info(List<Path> files) throws IOException {
        Path info = files.stream()
                .filter(file -> file.getFileName().toString().startsWith("__info_"))
                .findFirst()
                .orElseThrow();
        return RepositorySnapshots.parseInfo(Files.readAllBytes(info), label);
    }

    private static List<String> namedBy(SnapshotInfo info) {
        Optional<SnapshotInfo.SnapshotOrigin> origin = info.origin();
        return List.copyOf(origin.orElseThrow().files().keySet());
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
