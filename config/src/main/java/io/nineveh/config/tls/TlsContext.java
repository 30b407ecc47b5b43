package io.nineveh.config.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What both sides share. */
final class TlsContext {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private TlsContext() {}

    /** @param authorities whose certificates are taken from the other side; without it none is */
    static SSLContext of(Optional<TlsIdentity> identity, Optional<CertificateFile> authorities) throws TlsException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.map(TlsIdentity::keyManagers).orElse(new KeyManager[0]), trustIn(authorities), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    static String[] protocols() {
        return PROTOCOLS.clone();
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
    }

    private static TrustManager[] trustIn(Optional<CertificateFile> authorities) throws GeneralSecurityException {
        if (authorities.isEmpty()) {
            return new TrustManager[0];
        }
        KeyStore store = emptyStore();
        for (int i = 0; i < authorities.get().certificates().size(); i++) {
            store.setCertificateEntry(
                    Integer.toString(i), authorities.get().certificates().get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
