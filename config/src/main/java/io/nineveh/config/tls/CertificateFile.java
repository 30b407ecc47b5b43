package io.nineveh.config.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A PEM file of at least one certificate. */
record CertificateFile(Path path, List<X509Certificate> certificates) {
    private static final Duration NOTICE = Duration.ofDays(30);

    static CertificateFile read(Path path) throws TlsException {
        PemFile file = PemFile.read(path);
        List<PemFile.Block> blocks = file.blocks("CERTIFICATE");
        if (blocks.isEmpty()) {
            throw new TlsException(
                    "%s has no certificate%s; it needs a block that begins with -----BEGIN CERTIFICATE-----"
                            .formatted(path, file.blocks().isEmpty() ? "" : ", but " + file.labels()));
        }
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemFile.Block block : blocks) {
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.content())));
            }
        } catch (CertificateException e) {
            throw new TlsException(
                    "certificate %d in %s is damaged (%s); write the file anew"
                            .formatted(certificates.size() + 1, path, e.getMessage()),
                    e);
        }
        return new CertificateFile(path, List.copyOf(certificates));
    }

    /** What to tell an operator about the dates of the certificates: nothing is refused because of them. */
    List<String> warnings(Instant now) {
        return certificates.stream()
                .flatMap(certificate -> warning(certificate, now).stream())
                .toList();
    }

    private Optional<String> warning(X509Certificate certificate, Instant now) {
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        String subject = "the certificate of %s in %s".formatted(certificate.getSubjectX500Principal(), path);
        if (now.isAfter(end)) {
            return Optional.of("%s expired at %s, and will be refused; renew it".formatted(subject, end));
        }
        if (now.isBefore(begin)) {
            return Optional.of("%s is not valid before %s, and will be refused until then; check the clock"
                    .formatted(subject, begin));
        }
        if (now.plus(NOTICE).isAfter(end)) {
            return Optional.of("%s expires at %s; renew it, and start anew".formatted(subject, end));
        }
        return Optional.empty();
    }
}
