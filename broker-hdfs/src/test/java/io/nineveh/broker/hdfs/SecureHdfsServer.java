package io.nineveh.broker.hdfs;

import com.sun.security.auth.module.Krb5LoginModule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * An HDFS of one name node and one data node, with a Kerberos realm: its users need tickets, and its blocks are read and
 * written with signatures. This JVM uses the realm's configuration from the start of the server on.
 */
public final class SecureHdfsServer extends RunningHdfs {
    private static final String REALM = "NINEVEH.TEST";
    private static final String NODES = "hdfs/localhost@" + REALM;

    /** Of the blocks: signed. Encryption is so slow in Java alone that clients lose patience with 64 MiB. */
    private static final String PROTECTION = "integrity";

    private SecureHdfsServer(HdfsProcess process) {
        super(process);
    }

    static SecureHdfsServer start() throws IOException {
        SecureHdfsServer server = new SecureHdfsServer(
                HdfsProcess.start(1, "cluster=secure", "dfs.data.transfer.protection=" + PROTECTION));
        System.setProperty("java.security.krb5.conf", server.krb5Conf().toString());
        server.refreshConfigurationOfRealm();
        return server;
    }

    /** Only a login makes Java look at a realm's configuration again, if it ever missed one. */
    private void refreshConfigurationOfRealm() throws IOException {
        Map<String, String> options = Map.of(
                "refreshKrb5Config", "true",
                "useKeyTab", "true",
                "doNotPrompt", "true",
                "keyTab", keytab("hdfs").toString(),
                "principal", NODES);
        Krb5LoginModule login = new Krb5LoginModule();
        login.initialize(new Subject(), callbacks -> {}, Map.of(), options);
        try {
            login.login();
        } catch (LoginException e) {
            throw new IOException("cannot log in to the realm of the tests", e);
        }
    }

    @Override
    public URI uri() {
        return URI.create("hdfs://" + process().nameNodes().get(0));
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "hadoop.security.authentication",
                "kerberos",
                "dfs.namenode.kerberos.principal",
                NODES,
                "dfs.data.transfer.protection",
                PROTECTION);
    }

    @Override
    UserGroupInformation superuserIdentity() throws IOException {
        Configuration configuration = new Configuration();
        properties().forEach(configuration::set);
        UserGroupInformation.setConfiguration(configuration);
        return UserGroupInformation.loginUserFromKeytabAndReturnUGI(
                NODES, keytab("hdfs").toString());
    }

    /** The properties by which a user logs in. */
    public Map<String, String> identity(String user) {
        return Map.of(
                "kerberos_principal",
                principal(user),
                "kerberos_keytab",
                keytab(user).toString());
    }

    /** How a JVM finds the realm. */
    public Path krb5Conf() {
        return process().directory().resolve("kerberos/krb5.conf");
    }

    /** As {@link #krb5Conf()}, for a JVM whose tickets are to end soon. */
    public Path krb5ConfOfShortTickets(int seconds) throws IOException {
        String text = Files.readString(krb5Conf());
        return Files.writeString(
                krb5Conf().resolveSibling("krb5-short.conf"),
                text.replace("[libdefaults]", "[libdefaults]\n    ticket_lifetime = %ds".formatted(seconds)));
    }

    /** The keys of a user: {@code alice}, {@code bob}, or {@code backup}, whose principal has the host's name in it. */
    public Path keytab(String user) {
        return process().directory().resolve("kerberos/%s.keytab".formatted(user));
    }

    /** The name of a user, or of {@code USER/_HOST}, in the realm. */
    public static String principal(String user) {
        return user + "@" + REALM;
    }
}
