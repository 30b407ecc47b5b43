package io.nineveh.broker.hdfs;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A principal that is logged in, and stays so until this is closed: its tickets are replaced when most of their time is
 * over. It is nobody else's: neither another one's nor that of the process.
 */
final class KerberosLogin implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(KerberosLogin.class);
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
    private static final double RENEWED_AFTER = 0.8;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final String principal;
    private final Keytab keytab;
    private final Subject subject;
    private final UserGroupInformation user;
    private final ScheduledExecutorService renewal;

    private KerberosLogin(String principal, Keytab keytab, Subject subject) throws IOException {
        this.principal = principal;
        this.keytab = keytab;
        this.subject = subject;
        this.user = UserGroupInformation.getUGIFromSubject(subject);
        this.renewal = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "hdfs-ticket-" + principal);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Logs in.
     *
     * @throws IOException with a {@link LoginException} as its cause when the key distribution centre refuses or is not
     *     there
     */
    static KerberosLogin of(Identity.Kerberos identity) throws IOException {
        String principal = SecurityUtil.getServerPrincipal(identity.principal(), InetAddress.getLocalHost());
        Subject subject = logIn(principal, identity.keytab());
        HadoopSecurity.useKerberos();
        KerberosLogin login = new KerberosLogin(principal, identity.keytab(), subject);
        login.renewIn(untilRenewal(subject));
        return login;
    }

    /** As Hadoop knows the principal; the tickets in it change. */
    UserGroupInformation user() {
        return user;
    }

    private static Subject logIn(String principal, Keytab keytab) throws IOException {
        return keytab.use(file -> {
            try {
                LoginContext context = new LoginContext("", new Subject(), null, new Configuration() {
                    @Override
                    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                        Map<String, String> options = Map.of(
                                "principal", principal,
                                "keyTab", file.toString(),
                                "useKeyTab", "true",
                                "doNotPrompt", "true",
                                "refreshKrb5Config", "true");
                        return new AppConfigurationEntry[] {
                            new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
                        };
                    }
                });
                context.login();
                return context.getSubject();
            } catch (LoginException e) {
                throw new IOException("Kerberos login of %s failed: %s".formatted(principal, e.getMessage()), e);
            }
        });
    }

    private static Duration untilRenewal(Subject subject) {
        Instant now = Instant.now();
        return subject.getPrivateCredentials(KerberosTicket.class).stream()
                .map(ticket -> Duration.between(now, ticket.getEndTime().toInstant()))
                .min(Duration::compareTo)
                .map(left -> Duration.ofMillis((long) (left.toMillis() * RENEWED_AFTER)))
                .orElse(PAUSE_AFTER_FAILURE);
    }

    private void renewIn(Duration pause) {
        var unused = renewal.schedule(this::renew, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            Subject renewed = logIn(principal, keytab);
            replaceTickets(renewed);
            LOG.atInfo().addKeyValue("principal", principal).log("ticket renewed");
            renewIn(untilRenewal(renewed));
        } catch (IOException | RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("principal", principal)
                    .addKeyValue("reason", e.getMessage())
                    .log("ticket not renewed");
            renewIn(PAUSE_AFTER_FAILURE);
        }
    }

    /** The new ones first, so that there are tickets at every moment. */
    private void replaceTickets(Subject renewed) {
        Set<Object> credentials = subject.getPrivateCredentials();
        Set<Object> old = new HashSet<>(subject.getPrivateCredentials(KerberosTicket.class));
        credentials.addAll(renewed.getPrivateCredentials());
        credentials.removeAll(old);
    }

    @Override
    public void close() {
        renewal.shutdownNow();
    }
}
