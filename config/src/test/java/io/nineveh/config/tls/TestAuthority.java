package io.nineveh.config.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority for tests. The JDK's own keytool makes the certificates, since the JDK has no API for that. */
public final class TestAuthority {
    private static final String PASSWORD = "for tests only";
    private static final String ALIAS = "authority";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path directory;
    private final Path store;
    private final Path certificate;

    private TestAuthority(Path directory, Path store, Path certificate) {
        this.directory = directory;
        this.store = store;
        this.certificate = certificate;
    }

    /** PEM files: a certificate with that of the authority behind it, and its private key. */
    public record Issued(Path certificate, Path privateKey) {
        public TlsIdentity identity() throws TlsException {
            return TlsIdentity.read(certificate, privateKey);
        }
    }

    /**
     * Makes one, valid for 90 days.
     *
     * @param name unlike that of any other authority in the directory
     */
    public static TestAuthority create(Path directory, String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        keytool(store, ALIAS, "-dname", "CN=" + name, "-keyalg", "EC", "-groupname", "secp256r1", "-ext", "bc:c");
        return new TestAuthority(directory, store, writeChain(store, ALIAS, directory.resolve(name + ".pem")));
    }

    /** The authority's own certificate. */
    public Path certificate() {
        return certificate;
    }

    /**
     * Issues a certificate with a key on a curve.
     *
     * @param options of keytool: {@code -ext san=dns:localhost} gives the name of a host
     */
    public Issued issue(String name, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        all.addAll(List.of(options));
        return issueWithKey(name, all);
    }

    public Issued issueRsa(String name) throws Exception {
        return issueWithKey(name, List.of("-keyalg", "RSA", "-keysize", "2048"));
    }

    /** A certificate for this machine as tests name it. */
    public Issued issueForThisHost(String name) throws Exception {
        return issue(name, "-ext", "san=dns:localhost,ip:127.0.0.1");
    }

    private Issued issueWithKey(String name, List<String> options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-dname", "CN=" + name, "-signer", ALIAS));
        all.addAll(options);
        keytool(store, name, all.toArray(String[]::new));
        return new Issued(
                writeChain(store, name, directory.resolve(name + "-certificate.pem")),
                writeKey(store, name, directory.resolve(name + "-key.pem")));
    }

    private static void keytool(Path store, String alias, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }

    private static Path writeChain(Path store, String alias, Path file) throws Exception {
        StringBuilder text = new StringBuilder();
        for (Certificate certificate : open(store).getCertificateChain(alias)) {
            text.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(file, text);
    }

    private static Path writeKey(Path store, String alias, Path file) throws Exception {
        byte[] key = open(store).getKey(alias, PASSWORD.toCharArray()).getEncoded();
        return Files.writeString(file, pem("PRIVATE KEY", key));
    }

    private static KeyStore open(Path store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, BASE64.encodeToString(content), label);
    }
}
