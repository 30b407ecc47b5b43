package io.nineveh.hdfs.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * The main class of an HDFS in a process of its own: name nodes and data nodes, until standard input ends.
 *
 * <p>Its first argument is the directory for their files. Further ones are {@code name=value}: {@code cluster} is one of the
 * {@link ClusterKind}s, in lower case; {@code data_nodes} is how many there are of these; all else goes into the
 * configuration of the nodes and replaces what is there.
 *
 * <p>It says {@code name node ready on HOST:PORT} when it is, once for each name node. After that, each line of standard
 * input is one of the {@link Commands}.
 */
public final class HdfsServerMain {
    private HdfsServerMain() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
        // So that few files make a listing of several pages.
        configuration.setInt("dfs.ls.limit", 100);
        configuration.setInt("dfs.namenode.fs-limits.min-block-size", 1 << 20);
        Arrays.stream(arguments).skip(1).forEach(setting -> {
            String[] parts = setting.split("=", 2);
            configuration.set(parts[0], parts[1]);
        });
        try (Cluster cluster = ClusterKind.of(configuration).start(directory, configuration)) {
            cluster.nameNodePorts().forEach(port -> say("name node ready on 127.0.0.1:" + port));
            Commands commands = new Commands(cluster);
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                say(commands.answer(line));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
