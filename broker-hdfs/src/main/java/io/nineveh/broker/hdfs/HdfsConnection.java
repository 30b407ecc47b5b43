package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.viewfs.ViewFileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/** How Hadoop's client of a cluster is set up. What is set here, site files and requests may set otherwise. */
final class HdfsConnection {
    /**
     * So that a cluster which went away is reported in seconds, not in minutes, and a name node that was just busy is not
     * reported. With two of them, about half a minute is left for the other to take over.
     */
    private static final Map<String, String> PATIENCE = Map.of(
            "dfs.client.retry.policy.enabled", "true",
            "dfs.client.retry.policy.spec", "200,2",
            "dfs.client.failover.sleep.max.millis", "3000",
            "ipc.client.connect.timeout", "2000",
            "ipc.client.connect.max.retries.on.timeouts", "0",
            "ipc.client.rpc-timeout.ms", "30000");

    /**
     * A file is complete when the name node has heard of its last block from a data node, which is often a moment after the
     * client first asks. Hadoop's client would ask again after 400 ms, for each small file; this one asks sooner, and for
     * about as long.
     */
    private static final Map<String, String> HASTE = Map.of(
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "2",
            "dfs.client.block.write.locateFollowingBlock.retries", "13");

    /** Who is not logged in goes on without Kerberos where a cluster has none; who is, never. */
    private static final String WITHOUT_KERBEROS = "ipc.client.fallback-to-simple-auth-allowed";

    private HdfsConnection() {}

    /**
     * A client of its own, none of those that Hadoop shares between all callers of a process. The cluster has answered it,
     * so that one that is not there, or does not let the user in, is found out here; those behind a mount table later.
     */
    static HdfsSession open(HdfsSpec spec) throws StorageException {
        return FirstContact.make(spec, () -> connect(spec));
    }

    private static HdfsSession connect(HdfsSpec spec) throws IOException {
        Configuration configuration = configuration(spec);
        if (spec.identity() instanceof Identity.Kerberos kerberos) {
            KerberosLogin login = KerberosLogin.of(kerberos);
            return connect(spec, configuration, login.user(), login);
        }
        return connect(spec, configuration, UserGroupInformation.createRemoteUser(userName(spec.identity())), () -> {});
    }

    private static String userName(Identity identity) {
        return identity instanceof Identity.Named named
                ? named.user()
                : Optional.ofNullable(System.getenv("HADOOP_USER_NAME")).orElse(System.getProperty("user.name"));
    }

    private static HdfsSession connect(
            HdfsSpec spec, Configuration configuration, UserGroupInformation user, Closeable login) throws IOException {
        try {
            FileSystem client = HdfsSession.as(user, () -> FileSystem.newInstance(spec.cluster(), configuration));
            HdfsSession session = new HdfsSession(client, user, login);
            try {
                if (client instanceof DistributedFileSystem) {
                    session.call(() -> client.getFileStatus(new Path("/")));
                }
                return session;
            } catch (IOException | RuntimeException e) {
                client.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            login.close();
            throw e;
        }
    }

    private static Configuration configuration(HdfsSpec spec) {
        Configuration configuration = new Configuration();
        configuration.setClassLoader(HdfsConnection.class.getClassLoader());
        configuration.setClass("fs.hdfs.impl", DistributedFileSystem.class, FileSystem.class);
        configuration.setClass("fs.viewfs.impl", ViewFileSystem.class, FileSystem.class);
        // Hadoop would close it as soon as the process is told to end, under those who still use it.
        configuration.setBoolean("fs.automatic.close", false);
        configuration.setBoolean(WITHOUT_KERBEROS, !(spec.identity() instanceof Identity.Kerberos));
        OwnSocketFactory.install(configuration);
        Stream.of(PATIENCE, HASTE).forEach(settings -> settings.forEach(configuration::set));
        spec.site().addTo(configuration);
        spec.configuration().forEach((name, value) -> configuration.set(name, value.reveal()));
        return configuration;
    }
}
