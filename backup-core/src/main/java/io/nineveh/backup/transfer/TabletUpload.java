package io.nineveh.backup.transfer;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.OpenRepository;
import io.nineveh.backup.repository.TabletPath;
import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Brings the files of a tablet into a snapshot of a repository: one listing, then each file that is not there with its name and
 * size, the largest first, so that none of these is left when all others are done.
 *
 * @param label of the snapshot
 * @param path of the tablet in the snapshot
 */
public record TabletUpload(
        TabletSnapshot tablet, String label, TabletPath path, RemoteCalls calls, FileProgress progress)
        implements Work {
    public TabletUpload {
        requireNonNull(tablet, "tablet");
        requireNonNull(label, "label");
        requireNonNull(path, "path");
        requireNonNull(calls, "calls");
        requireNonNull(progress, "progress");
    }

    @Override
    public List<Work> run() throws IOException {
        Map<String, Long> present =
                calls.call(repository -> repository.upload(progress).sizes(directory(repository)));
        List<Work> missing = new ArrayList<>();
        List<TabletFile> files = new ArrayList<>(tablet.files());
        files.sort(Comparator.comparingLong(TabletFile::size).reversed());
        for (TabletFile file : files) {
            if (present.getOrDefault(name(file), -1L) == file.size()) {
                progress.fileDone();
            } else {
                missing.add(() -> write(file));
            }
        }
        return missing;
    }

    private List<Work> write(TabletFile file) throws IOException {
        calls.call(repository -> {
            Location target = directory(repository).child(name(file));
            repository.upload(progress).write(tablet.directory(), file, target);
            return target;
        });
        progress.fileDone();
        return List.of();
    }

    private Location directory(OpenRepository repository) {
        return repository.layout().tablet(label, path);
    }

    private static String name(TabletFile file) {
        return new ChecksummedName(file.name(), file.md5()).toString();
    }
}
