package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerFileSystemContractTest;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HdfsServerExtension.class)
class HdfsContractTest extends BrokerFileSystemContractTest {
    private static final int BLOCK = 1 << 20;
    private static final String USER = "contract";
    private static final Path HOME = new Path("/contract");

    private final FileSystem direct;
    private final FileSystemSpec spec;
    private final BrokerFileSystem fileSystem;
    private final Location root;

    HdfsContractTest(HdfsServer server) throws IOException {
        direct = server.superuser();
        root = Location.of(server.uri() + HOME.toString() + "/root");
        spec = HdfsSpecs.read(root, Map.of("hadoop.username", USER, "dfs.blocksize", Integer.toString(BLOCK)));
        fileSystem = spec.open();
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        for (Path directory : new Path[] {HOME, new Path(HOME, "root")}) {
            direct.mkdirs(directory);
            direct.setOwner(directory, USER, USER);
        }
    }

    @Override
    protected BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    protected BrokerFileSystem openAnother() throws StorageException {
        return spec.open();
    }

    @Override
    protected Location root() {
        return root;
    }

    @Override
    protected boolean isHierarchical() {
        return true;
    }

    @Override
    protected Set<Class<?>> capabilities() {
        return Set.of(PagedListing.class);
    }

    @Override
    protected Set<String> impossibleNames() {
        return Set.of("a:b");
    }

    @Override
    protected int partSize() {
        return BLOCK;
    }

    /** More than two pages, of which the test's name node is told to give small ones. */
    @Override
    protected int manyFiles() {
        return 250;
    }

    @Override
    protected void verifyNothingIsLeft() throws IOException {
        RemoteIterator<LocatedFileStatus> files = direct.listFiles(new Path("/"), true);
        while (files.hasNext()) {
            assertThat(files.next().getPath().getName()).doesNotStartWith(".nineveh-");
        }
    }

    @Override
    protected void release() throws IOException {
        fileSystem.close();
        direct.delete(HOME, true);
        direct.close();
    }
}
