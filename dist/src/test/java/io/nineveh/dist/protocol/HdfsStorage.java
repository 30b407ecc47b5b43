package io.nineveh.dist.protocol;

import static io.nineveh.thrift.TBrokerOperationStatusCode.NOT_AUTHORIZED;

import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.RunningHdfs;
import io.nineveh.broker.hdfs.SecureHdfsServer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;

/** An HDFS of one name node and one data node, as one of its users has it. */
final class HdfsStorage implements Storage {
    private static final Path HOME = new Path("/protocol");
    static final int BLOCK = 1 << 20;
    static final Set<String> IMPOSSIBLE_NAMES = Set.of("a:b");

    private final URI uri;
    private final String user;
    private final Map<String, String> properties;
    private final Map<String, String> propertiesOfStranger;
    private final int manyFiles;
    private final FileSystem direct;

    HdfsStorage(HdfsServer server) throws IOException {
        this(server, "protocol", named("protocol"), named("stranger"), 10_000);
    }

    /** A secured one. Its name node makes fewer files in the same time. */
    HdfsStorage(SecureHdfsServer server) throws IOException {
        this(server, "alice", server.identity("alice"), server.identity("bob"), 250);
    }

    private HdfsStorage(
            RunningHdfs server,
            String user,
            Map<String, String> identity,
            Map<String, String> identityOfStranger,
            int manyFiles)
            throws IOException {
        this.uri = server.uri();
        this.user = user;
        this.properties = properties(server, identity);
        this.propertiesOfStranger = properties(server, identityOfStranger);
        this.manyFiles = manyFiles;
        this.direct = server.superuser();
        direct.mkdirs(HOME);
        direct.setOwner(HOME, user, user);
        direct.setPermission(HOME, new FsPermission("700"));
    }

    private static Map<String, String> named(String user) {
        return Map.of("hadoop.username", user);
    }

    private static Map<String, String> properties(RunningHdfs server, Map<String, String> identity) {
        Map<String, String> properties = new HashMap<>(server.properties());
        properties.putAll(identity);
        properties.put("dfs.blocksize", Integer.toString(BLOCK));
        return Map.copyOf(properties);
    }

    @Override
    public String home() {
        return uri + HOME.toString();
    }

    @Override
    public List<String> otherSpellings() {
        return List.of("HDFS" + home().substring("hdfs".length()));
    }

    @Override
    public Map<String, String> properties() {
        return properties;
    }

    @Override
    public boolean isHierarchical() {
        return true;
    }

    @Override
    public Set<String> impossibleNames() {
        return IMPOSSIBLE_NAMES;
    }

    @Override
    public int partSize() {
        return BLOCK;
    }

    @Override
    public int manyFiles() {
        return manyFiles;
    }

    /** Without content, since a data node takes its time for each file. */
    @Override
    public void createFiles(String directory, List<String> names) throws IOException {
        Path made = new Path(directory);
        direct.mkdirs(made);
        for (Path owned = made; !owned.equals(new Path(home())); owned = owned.getParent()) {
            direct.setOwner(owned, user, user);
        }
        Parallel.forEach(names, name -> direct.create(new Path(made, name)).close());
    }

    @Override
    public List<String> leftovers() throws IOException {
        List<String> found = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> files = direct.listFiles(new Path("/"), true);
        while (files.hasNext()) {
            Path path = files.next().getPath();
            if (path.getName().startsWith(".nineveh-")) {
                found.add(path.toString());
            }
        }
        return found;
    }

    @Override
    public List<String> roots() {
        return List.of(uri.toString(), uri + "/", uri + "//");
    }

    @Override
    public String elsewhere() {
        return "hdfs://127.0.0.1:1/file";
    }

    @Override
    public List<Refusal> refusals(String path) {
        return List.of(new Refusal("a user without permission", path, propertiesOfStranger, NOT_AUTHORIZED));
    }

    @Override
    public void close() throws IOException {
        direct.delete(HOME, true);
        direct.close();
    }
}
