package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerFileSystemContractTest;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The file API over one kind of HDFS. */
@ExtendWith(HdfsServerExtension.class)
abstract class AnyHdfsContractTest extends BrokerFileSystemContractTest {
    private static final int BLOCK = 1 << 20;
    private static final Path HOME = new Path("/contract");

    private final String user;
    private final FileSystem direct;
    private final FileSystemSpec spec;
    private final BrokerFileSystem fileSystem;
    private final Location root;

    /** With the user that the properties make one. */
    AnyHdfsContractTest(RunningHdfs server, String user, Map<String, String> identity) throws IOException {
        this.user = user;
        direct = server.superuser();
        root = Location.of(server.uri() + HOME.toString() + "/root");
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.putAll(identity);
        properties.put("dfs.blocksize", Integer.toString(BLOCK));
        spec = HdfsSpecs.read(root, properties);
        fileSystem = spec.open();
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        for (Path directory : new Path[] {HOME, new Path(HOME, "root")}) {
            direct.mkdirs(directory);
            direct.setOwner(directory, user, user);
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
