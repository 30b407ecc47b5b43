package io.nineveh.config.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;

/** Reads the private key that belongs to a certificate. */
final class PrivateKeyFile {
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");
    private static final byte[] PROBE = {1, 2, 3};

    private PrivateKeyFile() {}

    /** The key, which is known to fit the first certificate of the other file. */
    static PrivateKey read(Path path, CertificateFile certificate) throws TlsException {
        PublicKey publicKey = certificate.certificates().get(0).getPublicKey();
        String algorithm = publicKey.getAlgorithm();
        if (!SIGNATURES.containsKey(algorithm)) {
            throw new TlsException("the key of the certificate in %s is of the kind %s; use one of the kind RSA or EC"
                    .formatted(certificate.path(), algorithm));
        }
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(block(path).content());
        try {
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            if (fits(key, publicKey)) {
                return key;
            }
        } catch (InvalidKeySpecException e) {
            throw new TlsException(
                    "%s is damaged, or no %s key as the certificate in %s has it; %s"
                            .formatted(path, algorithm, certificate.path(), advice()),
                    e);
        } catch (GeneralSecurityException e) {
            throw new TlsException("the key in %s cannot be used; make a new one".formatted(path), e);
        }
        throw new TlsException(
                "the key in %s is not that of the certificate in %s; %s".formatted(path, certificate.path(), advice()));
    }

    private static PemFile.Block block(Path path) throws TlsException {
        PemFile file = PemFile.read(path);
        List<PemFile.Block> keys = file.blocks("PRIVATE KEY");
        if (keys.size() == 1) {
            return keys.get(0);
        }
        if (keys.size() > 1) {
            throw new TlsException("%s has %d private keys; leave one".formatted(path, keys.size()));
        }
        for (String label : file.labels()) {
            switch (label) {
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw new TlsException(
                            "%s has its key in an old form (%s); convert it: openssl pkcs8 -topk8 -nocrypt -in %s -out NEW-FILE"
                                    .formatted(path, label.startsWith("RSA") ? "PKCS#1" : "SEC 1", path));
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new TlsException(
                            "the key in %s is encrypted; decrypt it: openssl pkcs8 -in %s -out NEW-FILE, and let nobody else read that file"
                                    .formatted(path, path));
                default -> {}
            }
        }
        throw new TlsException(
                "%s has no private key; it needs a block that begins with -----BEGIN PRIVATE KEY-----".formatted(path));
    }

    private static boolean fits(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(SIGNATURES.get(publicKey.getAlgorithm()));
        signature.initSign(privateKey);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static String advice() {
        return "name the files that belong together; in a file of several certificates that of the key comes first";
    }
}
