package io.nineveh.broker.hdfs;

import static io.nineveh.broker.hdfs.HdfsContent.assertContent;
import static io.nineveh.broker.hdfs.HdfsRefusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets into a cluster that is secured by Kerberos, as whom, and who does not. */
@ExtendWith(HdfsServerExtension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class SecureHdfsLoginContractTest {
    private static final int FILES = 10;
    private static final byte[] CONTENT = HdfsContent.of(100, 1);

    private final SecureHdfsServer secured;
    private final HdfsAccess access;
    private final HdfsHome home;
    private final HdfsHome homeInPlain;

    protected SecureHdfsLoginContractTest(SecureHdfsServer secured, HdfsServer plain, HdfsAccess access)
            throws IOException {
        this.secured = secured;
        this.access = access;
        this.home = HdfsHome.make(secured, "login", "alice");
        this.homeInPlain = HdfsHome.make(plain, "login", "carol");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (home;
                homeInPlain) {
            assertThat(home.openFiles()).isEmpty();
            assertThat(home.names()).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void twoPrincipalsAndASimpleUserAtOnceDoNotMix() throws Exception {
        home.allow("777");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (BrokerFileSystem alice = open(secured.identity("alice"));
                BrokerFileSystem bob = open(secured.identity("bob"));
                BrokerFileSystem carol = access.open(homeInPlain.location(), Map.of("hadoop.username", "carol"))) {
            List<Future<?>> written = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                written.add(threads.submit(written(alice, home, "alice-" + i)));
                written.add(threads.submit(written(bob, home, "bob-" + i)));
                written.add(threads.submit(written(carol, homeInPlain, "carol-" + i)));
            }
            for (Future<?> done : written) {
                done.get();
            }
            for (int i = 0; i < FILES; i++) {
                assertThat(home.status("alice-" + i).getOwner()).isEqualTo("alice");
                assertThat(home.status("bob-" + i).getOwner()).isEqualTo("bob");
                assertThat(homeInPlain.status("carol-" + i).getOwner()).isEqualTo("carol");
            }

            home.allow("700");
            assertFails(
                            Kind.NOT_AUTHORIZED,
                            () -> bob.openReader(home.location().child("alice-0")))
                    .hasMessageContaining("bob");
            assertContent(alice, home.location().child("bob-0"), CONTENT);
            assertContent(carol, homeInPlain.location().child("carol-0"), CONTENT);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<String> written(BrokerFileSystem files, HdfsHome home, String name) {
        return () -> {
            HdfsContent.write(files, home.location().child(name), CONTENT);
            return name;
        };
    }

    @Test
    void aPrincipalMayBeThatOfThisHost() throws IOException {
        home.allow("777");
        Map<String, String> identity = Map.of(
                "kerberos_principal",
                SecureHdfsServer.principal("backup/_HOST"),
                "kerberos_keytab",
                secured.keytab("backup").toString());
        try (BrokerFileSystem backup = open(identity)) {
            HdfsContent.write(backup, home.location().child("file"), CONTENT);
        }
        assertThat(home.status("file").getOwner()).isEqualTo("backup");
    }

    @Test
    void aKeytabThatComesAlongIsNotLeftOnTheDisk() throws IOException {
        String content = Base64.getEncoder().encodeToString(Files.readAllBytes(secured.keytab("alice")));
        Map<String, String> identity =
                Map.of("kerberos_principal", SecureHdfsServer.principal("alice"), "kerberos_keytab_content", content);
        List<Path> before = keytabs();
        try (BrokerFileSystem alice = open(identity);
                BrokerWriter writer = alice.openWriter(home.location().child("file"))) {
            HdfsContent.appendTo(writer, CONTENT, CONTENT.length);
            assertThat(keytabs()).isSubsetOf(before);
            writer.commit();
            assertContent(alice, home.location().child("file"), CONTENT);
        }
        assertThat(keytabs()).isSubsetOf(before);
    }

    private static List<Path> keytabs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.toString().endsWith(".keytab")).toList();
        }
    }

    @Test
    void whoCannotProveWhoTheyAreAreRefusedAndToldWhatToDo() throws IOException {
        String alice = SecureHdfsServer.principal("alice");
        String nobody = SecureHdfsServer.principal("nobody");
        String keytab = secured.keytab("alice").toString();
        assertRefused(Kind.NOT_AUTHORIZED, alice, secured.keytab("bob").toString(), alice, "klist");
        assertRefused(Kind.NOT_AUTHORIZED, nobody, keytab, nobody);
        assertRefused(Kind.INVALID_ARGUMENT, alice, keytab + ".old", keytab + ".old");
        assertFails(
                        Kind.NOT_AUTHORIZED,
                        () -> stat(Map.of("hadoop.security.authentication", "simple", "hadoop.username", "alice")))
                .hasMessageContainingAll(home.location().authority().orElseThrow(), "kerberos_principal");

        // What went wrong for these is nothing to those who come after them.
        stat(secured.identity("alice"));
    }

    private void assertRefused(Kind kind, String principal, String keytab, String... said) {
        assertFails(kind, () -> stat(Map.of("kerberos_principal", principal, "kerberos_keytab", keytab)))
                .hasMessageContainingAll(said)
                .matches(failure -> !failure.getMessage().contains("javax."), "names no class");
    }

    private void stat(Map<String, String> identity) throws StorageException {
        try (BrokerFileSystem files = open(identity)) {
            assertThat(files.stat(home.location())).isPresent();
        }
    }

    private BrokerFileSystem open(Map<String, String> identity) throws StorageException {
        Map<String, String> properties = new HashMap<>(secured.properties());
        properties.putAll(identity);
        return access.open(home.location(), properties);
    }
}
