package io.nineveh.hdfs.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSNNTopology;

/** What kinds of cluster there are. */
enum ClusterKind {
    /** One name node, which believes what users say of themselves. */
    PLAIN {
        @Override
        Cluster start(Path directory, Configuration configuration) throws IOException {
            return new Cluster(builder(configuration).build());
        }
    },

    /** Two name nodes over one directory of edits, of which the first is active. */
    HA {
        @Override
        Cluster start(Path directory, Configuration configuration) throws IOException {
            configuration.set("dfs.ha.tail-edits.period", "1s");
            MiniDFSCluster nodes = builder(configuration)
                    .nnTopology(MiniDFSNNTopology.simpleHATopology())
                    .build();
            nodes.transitionToActive(0);
            return new Cluster(nodes);
        }
    },

    /** One name node, and a Kerberos realm in whose tickets alone it believes. */
    SECURE {
        @Override
        Cluster start(Path directory, Configuration configuration) throws IOException {
            KerberosRealm.start(directory).secure(configuration);
            return new Cluster(builder(configuration).build());
        }
    };

    private static final String SETTING = "cluster";
    private static final String DATA_NODES = "data_nodes";

    static ClusterKind of(Configuration configuration) {
        return valueOf(configuration.get(SETTING, PLAIN.name()).toUpperCase(Locale.ROOT));
    }

    /** Starts a cluster, which the caller closes. Completes its configuration. */
    abstract Cluster start(Path directory, Configuration configuration) throws IOException;

    private static MiniDFSCluster.Builder builder(Configuration configuration) {
        return new MiniDFSCluster.Builder(configuration).numDataNodes(configuration.getInt(DATA_NODES, 1));
    }
}
