package io.nineveh.hdfs.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A Kerberos realm with its key distribution center, in this process. In the directory {@code kerberos} below that of the
 * server are its {@code krb5.conf} and keytabs:
 *
 * <ul>
 *   <li>{@code alice.keytab}, {@code bob.keytab}: of two users;
 *   <li>{@code backup.keytab}: of the principal {@code backup/_HOST}, on this host;
 *   <li>{@code hdfs.keytab}: of {@code hdfs/localhost}, which the nodes run as, and which may do anything.
 * </ul>
 */
final class KerberosRealm {
    private static final String REALM = "NINEVEH.TEST";
    private static final String NODES = "hdfs/localhost";

    private final Path directory;

    private KerberosRealm(Path directory) {
        this.directory = directory;
    }

    /** Starts it; it ends with the process. */
    static KerberosRealm start(Path serverDirectory) throws IOException {
        Path directory = Files.createDirectories(serverDirectory.resolve("kerberos"));
        Properties settings = MiniKdc.createConf();
        settings.setProperty(MiniKdc.ORG_NAME, "NINEVEH");
        settings.setProperty(MiniKdc.ORG_DOMAIN, "TEST");
        // Clients choose shorter tickets in their krb5.conf.
        settings.setProperty(MiniKdc.MIN_TICKET_LIFETIME, "1");
        KerberosRealm realm = new KerberosRealm(directory);
        try {
            MiniKdc center = new MiniKdc(settings, directory.toFile());
            center.start();
            Files.copy(center.getKrb5conf().toPath(), directory.resolve("krb5.conf"));
            for (Map.Entry<String, List<String>> keytab : keytabs().entrySet()) {
                File file = realm.keytab(keytab.getKey()).toFile();
                center.createPrincipal(file, keytab.getValue().toArray(String[]::new));
            }
            return realm;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the key distribution center does not start: " + e.getMessage(), e);
        }
    }

    private static Map<String, List<String>> keytabs() throws IOException {
        String host = InetAddress.getLocalHost().getCanonicalHostName().toLowerCase(Locale.ROOT);
        return Map.of(
                "alice", List.of("alice"),
                "bob", List.of("bob"),
                "backup", List.of("backup/" + host),
                "hdfs", List.of(NODES, "HTTP/localhost"));
    }

    private Path keytab(String name) {
        return directory.resolve(name + ".keytab");
    }

    /** Completes the configuration of a cluster: tickets for calls, and tokens and SASL for the blocks. */
    void secure(Configuration configuration) {
        String keytab = keytab("hdfs").toString();
        for (String node : List.of("namenode", "datanode")) {
            configuration.set("dfs.%s.kerberos.principal".formatted(node), NODES + "@" + REALM);
            configuration.set("dfs.%s.keytab.file".formatted(node), keytab);
        }
        configuration.set("dfs.web.authentication.kerberos.principal", "HTTP/localhost@" + REALM);
        configuration.set("dfs.web.authentication.kerberos.keytab", keytab);
        configuration.set("hadoop.security.authentication", "kerberos");
        configuration.setBoolean("dfs.block.access.token.enable", true);
        configuration.setIfUnset("dfs.data.transfer.protection", "authentication");
        configuration.set("dfs.http.policy", "HTTP_ONLY");
        // Ports below 1024 are the other way for a data node to prove that root has started it.
        configuration.setBoolean("ignore.secure.ports.for.testing", true);
        UserGroupInformation.setConfiguration(configuration);
    }
}
