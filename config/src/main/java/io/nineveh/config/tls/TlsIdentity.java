package io.nineveh.config.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** What one side of a connection shows to the other: a certificate, and the private key that proves it. Immutable. */
public final class TlsIdentity {
    private static final char[] NO_PASSWORD = {};

    private final CertificateFile chain;
    private final KeyManagerFactory keys;

    private TlsIdentity(CertificateFile chain, KeyManagerFactory keys) {
        this.chain = chain;
        this.keys = keys;
    }

    /**
     * Reads an identity from PEM files. Dates are not looked at: {@link #warnings} does that.
     *
     * @param certificate the certificate, then those of its issuers in order, as far as the other side does not have them
     * @param privateKey in PKCS#8, not encrypted, for RSA or EC
     */
    public static TlsIdentity read(Path certificate, Path privateKey) throws TlsException {
        CertificateFile chain = CertificateFile.read(certificate);
        PrivateKey key = PrivateKeyFile.read(privateKey, chain);
        try {
            KeyStore store = TlsContext.emptyStore();
            store.setKeyEntry("identity", key, NO_PASSWORD, chain.certificates().toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            return new TlsIdentity(chain, keys);
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    "the certificates in %s are no chain (%s); put each before that of its issuer"
                            .formatted(certificate, e.getMessage()),
                    e);
        }
    }

    /** The certificate of this side. */
    public X509Certificate certificate() {
        return chain.certificates().get(0);
    }

    /** One sentence for each certificate that has expired, soon will, or is not valid yet. */
    public List<String> warnings(Instant now) {
        return chain.warnings(now);
    }

    KeyManager[] keyManagers() {
        return keys.getKeyManagers();
    }

    @Override
    public String toString() {
        return certificate().getSubjectX500Principal().toString();
    }
}
