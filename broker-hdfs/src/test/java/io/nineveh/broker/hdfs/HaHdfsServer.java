package io.nineveh.broker.hdfs;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** An HDFS of two name nodes, of which one is active, and two data nodes. It believes what users say of themselves. */
public final class HaHdfsServer extends RunningHdfs {
    private static final String SERVICE = "pair";

    private int active;

    private HaHdfsServer(HdfsProcess process) {
        super(process);
    }

    static HaHdfsServer start() throws IOException {
        return new HaHdfsServer(HdfsProcess.start(2, "cluster=ha", "data_nodes=2"));
    }

    /** With the name of both name nodes in place of an address. */
    @Override
    public URI uri() {
        return URI.create("hdfs://" + SERVICE);
    }

    @Override
    public Map<String, String> properties() {
        return properties(process().nameNodes().get(0), process().nameNodes().get(1));
    }

    /** Those of such a cluster whose name nodes are elsewhere. */
    public static Map<String, String> properties(String first, String second) {
        return Map.of(
                "dfs.nameservices",
                SERVICE,
                "dfs.ha.namenodes.pair",
                "first,second",
                "dfs.namenode.rpc-address.pair.first",
                first,
                "dfs.namenode.rpc-address.pair.second",
                second,
                "dfs.client.failover.proxy.provider.pair",
                "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider");
    }

    /** Makes the other name node the active one. */
    public void failOver() throws IOException {
        process().command("failover");
        active = 1 - active;
    }

    /** Which of the name nodes is the active one, or was until it was stopped. */
    public int activeNameNode() {
        return active;
    }
}
