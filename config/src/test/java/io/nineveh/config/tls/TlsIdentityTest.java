package io.nineveh.config.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.config.tls.TestAuthority.Issued;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsIdentityTest {
    @TempDir
    private static Path shared;

    private static TestAuthority authority;
    private static Issued elliptic;
    private static Issued rsa;

    @TempDir
    private Path directory;

    @BeforeAll
    static void issue() throws Exception {
        authority = TestAuthority.create(shared, "authority-a");
        elliptic = authority.issue("elliptic");
        rsa = authority.issueRsa("rsa");
    }

    @Test
    void bothKindsOfKeysAreRead() throws TlsException {
        assertThat(elliptic.identity().certificate().getPublicKey().getAlgorithm())
                .isEqualTo("EC");
        assertThat(rsa.identity().certificate().getPublicKey().getAlgorithm()).isEqualTo("RSA");
        assertThat(rsa.identity()).hasToString("CN=rsa");
    }

    @Test
    void textBetweenTheBlocksIsIgnored() throws Exception {
        Path file = write(
                "subject=CN = rsa\r\n" + Files.readString(rsa.certificate()).replace("\n", "\r\n") + "end\n");
        assertThat(TlsIdentity.read(file, rsa.privateKey())).hasToString("CN=rsa");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing.pem");
        refused(missing, rsa.privateKey()).withMessageContaining("%s cannot be read (NoSuchFileException)", missing);
        refused(rsa.certificate(), missing).withMessageContaining("%s cannot be read (NoSuchFileException)", missing);
    }

    @Test
    void filesThatAreExchangedAreNoticed() {
        refused(rsa.privateKey(), rsa.certificate())
                .withMessageContaining("has no certificate, but [PRIVATE KEY]; it needs a block");
        refused(rsa.certificate(), rsa.certificate()).withMessageContaining("has no private key; it needs a block");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA PRIVATE KEY, PKCS#1, openssl pkcs8 -topk8 -nocrypt -in",
        "EC PRIVATE KEY, SEC 1, openssl pkcs8 -topk8 -nocrypt -in",
        "ENCRYPTED PRIVATE KEY, is encrypted, openssl pkcs8 -in"
    })
    void aKeyInAnotherFormIsRefusedWithTheCommandThatConvertsIt(String label, String form, String command)
            throws Exception {
        Path key = write(TestAuthority.pem(label, "not looked at".getBytes(StandardCharsets.UTF_8)));
        refused(rsa.certificate(), key).withMessageContainingAll(form, command + " " + key);
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        Issued other = authority.issue("other");
        refused(elliptic.certificate(), other.privateKey())
                .withMessageContaining(
                        "the key in %s is not that of the certificate in %s",
                        other.privateKey(), elliptic.certificate());
        refused(rsa.certificate(), elliptic.privateKey()).withMessageContaining("no RSA key");
    }

    @Test
    void theCertificateOfTheKeyMustComeFirst() throws Exception {
        Path reversed = write(Files.readString(authority.certificate()) + Files.readString(elliptic.certificate()));
        refused(reversed, elliptic.privateKey()).withMessageContaining("that of the key comes first");
        Path broken = write(Files.readString(elliptic.certificate()) + Files.readString(rsa.certificate()));
        refused(broken, elliptic.privateKey()).withMessageContaining("are no chain");
    }

    @Test
    void aDamagedCertificateIsCountedAndNoKeyIsInAMessage() throws Exception {
        Path damaged = write(Files.readString(rsa.certificate())
                + TestAuthority.pem("CERTIFICATE", "damaged".getBytes(StandardCharsets.UTF_8)));
        refused(damaged, rsa.privateKey()).withMessageContaining("certificate 3 in %s is damaged", damaged);
        String secret = "c2VjcmV0IHNlY3JldCBzZWNyZXQ=";
        Path key = write("-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(secret));
        refused(rsa.certificate(), key).withMessageContaining("is damaged").withMessageNotContaining(secret);
    }

    @Test
    void datesAreWarnedOfAndNotRefused() throws Exception {
        Issued expired = authority.issue("expired", "-startdate", "-3d", "-validity", "2");
        assertThat(expired.identity().warnings(Instant.now()))
                .singleElement()
                .asString()
                .contains("CN=expired", expired.certificate().toString(), "expired at", "renew it");

        TlsIdentity fresh = elliptic.identity();
        Instant end = fresh.certificate().getNotAfter().toInstant();
        assertThat(fresh.warnings(Instant.now())).isEqualTo(List.of());
        assertThat(fresh.warnings(end.minus(Duration.ofDays(1)))).anyMatch(text -> text.contains("expires at"));
        assertThat(fresh.warnings(Instant.EPOCH)).anyMatch(text -> text.contains("is not valid before"));
    }

    private static ThrowableAssertAlternative<TlsException> refused(Path certificate, Path privateKey) {
        return assertThatExceptionOfType(TlsException.class)
                .isThrownBy(() -> TlsIdentity.read(certificate, privateKey));
    }

    private Path write(String text) throws Exception {
        return Files.writeString(Files.createTempFile(directory, "file", ".pem"), text);
    }
}
