package io.nineveh.broker.hdfs;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Whether Hadoop's client knows of Kerberos, which it decides for all of its users at once. It does so from the first
 * Kerberos login on. From then on it asks every cluster how it wants users to prove who they are; clients that are not
 * logged in are allowed to go on without (see {@link HdfsConnection}), those that are never do.
 */
final class HadoopSecurity {
    private static boolean knowsKerberos;

    private HadoopSecurity() {}

    /** @throws IOException when Kerberos is not set up on this host */
    static synchronized void useKerberos() throws IOException {
        if (knowsKerberos) {
            return;
        }
        Configuration configuration = new Configuration();
        configuration.set("hadoop.security.authentication", "kerberos");
        // Principals of every realm have a short name then, of which a client makes nothing.
        configuration.set("hadoop.security.auth_to_local.mechanism", "mit");
        try {
            UserGroupInformation.setConfiguration(configuration);
        } catch (IllegalArgumentException e) {
            throw new IOException("Kerberos is not set up on this host: %s; give it a krb5.conf".formatted(e), e);
        }
        knowsKerberos = true;
    }
}
