package io.nineveh.hdfs.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * The main class of an HDFS in a process of its own: a name node and a data node, until standard input ends. Its first
 * argument is the directory for their files; each further one is a property of Hadoop's configuration, {@code name=value}.
 * It says {@code name node ready on HOST:PORT} when it is.
 */
public final class HdfsServerMain {
    private HdfsServerMain() {}

    public static void main(String[] arguments) throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, arguments[0]);
        // So that few files make a listing of several pages.
        configuration.setInt("dfs.ls.limit", 100);
        configuration.setInt("dfs.namenode.fs-limits.min-block-size", 1 << 20);
        for (String property : List.of(arguments).subList(1, arguments.length)) {
            String[] parts = property.split("=", 2);
            configuration.set(parts[0], parts[1]);
        }
        try (MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
            cluster.waitActive();
            System.out.write("name node ready on 127.0.0.1:%d%n"
                    .formatted(cluster.getNameNodePort())
                    .getBytes(StandardCharsets.US_ASCII));
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        Runtime.getRuntime().halt(0);
    }
}
