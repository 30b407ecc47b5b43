package io.nineveh.broker.local;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StoragePlugin;
import java.util.Map;
import java.util.Set;

/** The plugin for local disks. All requests share one file system: there is one disk and one identity. */
final class LocalPlugin implements StoragePlugin {
    static final String NAME = "local";
    static final String SCHEME = "file";

    private final AllowedRoots roots;
    private final StaleTemporaryFiles staleFiles;

    LocalPlugin(AllowedRoots roots, StaleTemporaryFiles staleFiles) {
        this.roots = roots;
        this.staleFiles = staleFiles;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> schemes() {
        return Set.of(SCHEME);
    }

    @Override
    public FileSystemSpec specify(Location location, Map<String, String> properties) throws StorageException {
        AllowedRoots.requireLocal(location);
        return new LocalSpec(roots, staleFiles);
    }

    private record LocalSpec(AllowedRoots roots, StaleTemporaryFiles staleFiles) implements FileSystemSpec {
        @Override
        public BrokerFileSystem open() {
            return new LocalFileSystem(roots, staleFiles.remove(roots.realPaths()));
        }

        @Override
        public String toString() {
            return "local disks";
        }
    }
}
