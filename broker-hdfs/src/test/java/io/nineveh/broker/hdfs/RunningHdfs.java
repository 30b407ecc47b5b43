package io.nineveh.broker.hdfs;

import java.io.IOException;
import java.net.URI;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A real HDFS in a process of its own: what all kinds of it have in common. Its nodes have numbers from 0 on. Who stops one
 * starts it again before the next test.
 */
public abstract class RunningHdfs implements AutoCloseable {
    private final HdfsProcess process;

    RunningHdfs(HdfsProcess process) {
        this.process = process;
    }

    final HdfsProcess process() {
        return process;
    }

    /** Its scheme and authority. */
    public abstract URI uri();

    /** What a client has to be told to find it, beside who the user is. */
    public abstract Map<String, String> properties();

    /** The user of the server's process, who may do anything, and whom a cluster believes unless it is secured. */
    UserGroupInformation superuserIdentity() throws IOException {
        return UserGroupInformation.createRemoteUser(System.getProperty("user.name"));
    }

    /** Hadoop's own client, as the user who may do anything. The caller closes it. */
    public final DistributedFileSystem superuser() throws IOException {
        Configuration configuration = new Configuration();
        properties().forEach(configuration::set);
        // Once one cluster of a process is secured, Hadoop's client wants all of them to be.
        configuration.setBoolean("ipc.client.fallback-to-simple-auth-allowed", true);
        // A name node was perhaps restarted since the last call.
        configuration.setBoolean("dfs.client.retry.policy.enabled", true);
        try {
            return (DistributedFileSystem) superuserIdentity()
                    .doAs((PrivilegedExceptionAction<FileSystem>) () -> FileSystem.newInstance(uri(), configuration));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the superuser connected", e);
        }
    }

    /** Returns when all its connections are closed. */
    public final void stopDataNode(int number) throws IOException {
        process.command("stop datanode " + number);
    }

    /** Where it was; returns when the name nodes know it. */
    public final void startDataNode(int number) throws IOException {
        process.command("start datanode " + number);
    }

    /** Returns when all its connections are closed. */
    public final void stopNameNode(int number) throws IOException {
        process.command("stop namenode " + number);
    }

    /** Where it was; returns when it knows the data nodes. */
    public final void startNameNode(int number) throws IOException {
        process.command("start namenode " + number);
    }

    @Override
    public final void close() throws IOException {
        process.close();
    }
}
