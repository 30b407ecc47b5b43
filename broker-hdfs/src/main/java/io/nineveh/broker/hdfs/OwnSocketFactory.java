package io.nineveh.broker.hdfs;

import java.util.UUID;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.StandardSocketFactory;

/**
 * Keeps the file systems of this plugin apart. Hadoop makes one client of name nodes for each socket factory, with the
 * settings of the file system that came first; time-outs and the right to go without Kerberos are among these. Each file
 * system that {@link #install} has prepared has a factory that equals only its own, and so a client of its own.
 */
public final class OwnSocketFactory extends StandardSocketFactory implements Configurable {
    private static final String OWNER = "nineveh.hdfs.owner";

    private Configuration configuration = new Configuration(false);

    /** Gives a file system's configuration a factory. */
    static void install(Configuration configuration) {
        configuration.set(OWNER, UUID.randomUUID().toString());
        configuration.set("hadoop.rpc.socket.factory.class.default", OwnSocketFactory.class.getName());
    }

    @Override
    public void setConf(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public Configuration getConf() {
        return configuration;
    }

    private String owner() {
        return configuration.get(OWNER, "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OwnSocketFactory factory && owner().equals(factory.owner());
    }

    @Override
    public int hashCode() {
        return owner().hashCode();
    }
}
