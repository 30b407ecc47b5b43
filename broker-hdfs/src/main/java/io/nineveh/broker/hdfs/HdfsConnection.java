package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.viewfs.ViewFileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/** How Hadoop's client of a cluster is set up. */
final class HdfsConnection {
    /** So that a cluster which is not there is reported in seconds, not in minutes; a request may give other values. */
    private static final Map<String, String> PATIENCE = Map.of(
            "ipc.client.connect.timeout", "3000",
            "ipc.client.connect.max.retries", "2",
            "ipc.client.connect.max.retries.on.timeouts", "1");

    /**
     * A file is complete when the name node has heard of its last block from a data node, which is often a moment after the
     * client first asks. Hadoop's client would ask again after 400 ms, for each small file; this one asks sooner, and for
     * about as long.
     */
    private static final Map<String, String> HASTE = Map.of(
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "10",
            "dfs.client.block.write.locateFollowingBlock.retries", "10");

    private HdfsConnection() {}

    /** A client of its own: none of those that Hadoop shares between all callers of a process. */
    static FileSystem open(HdfsSpec spec) throws StorageException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Hadoop finds its file systems and its defaults, once for ever, through the thread that first asks.
        thread.setContextClassLoader(HdfsConnection.class.getClassLoader());
        try {
            Configuration configuration = configuration(spec);
            UserGroupInformation user = spec.user().isPresent()
                    ? UserGroupInformation.createRemoteUser(spec.user().get())
                    : UserGroupInformation.getLoginUser();
            return user.doAs((PrivilegedExceptionAction<FileSystem>)
                    () -> FileSystem.newInstance(spec.cluster(), configuration));
        } catch (IOException e) {
            throw HdfsErrors.translate(spec.root(), "connect to " + spec.cluster(), e);
        } catch (InterruptedException e) {
            thread.interrupt();
            throw StorageException.transientFailure(spec.root(), "cannot connect: interrupted", e);
        } catch (IllegalArgumentException e) {
            throw new StorageException(
                    StorageException.Kind.INVALID_PATH,
                    spec.root(),
                    "cannot connect: %s; correct the location or the dfs.* properties".formatted(e.getMessage()),
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Configuration configuration(HdfsSpec spec) {
        Configuration configuration = new Configuration();
        configuration.setClassLoader(HdfsConnection.class.getClassLoader());
        configuration.setClass("fs.hdfs.impl", DistributedFileSystem.class, FileSystem.class);
        configuration.setClass("fs.viewfs.impl", ViewFileSystem.class, FileSystem.class);
        PATIENCE.forEach(configuration::set);
        HASTE.forEach(configuration::set);
        spec.configuration().forEach((name, value) -> configuration.set(name, value.reveal()));
        return configuration;
    }
}
