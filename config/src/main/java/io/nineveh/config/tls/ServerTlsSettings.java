package io.nineveh.config.tls;

import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of a port's TLS: {@code tls_certificate}, {@code tls_private_key} and {@code tls_client_ca}. All empty: no TLS. */
public final class ServerTlsSettings {
    private static final Setting<Optional<Path>> CERTIFICATE = Setting.path(
                    "tls_certificate",
                    "",
                    "A PEM file with the certificate of the port, followed by those of its issuers. Empty: no TLS.")
            .optional();
    private static final Setting<Optional<Path>> PRIVATE_KEY = Setting.path(
                    "tls_private_key",
                    "",
                    "A PEM file with the private key of the certificate: PKCS#8, not encrypted, RSA or EC.")
            .optional();
    private static final Setting<Optional<Path>> CLIENT_CA = Setting.path(
                    "tls_client_ca",
                    "",
                    "A PEM file of certificates: clients must present one that is signed by one of these. Empty: they need none.")
            .optional();

    private static final NamedFiles FILES = new NamedFiles(List.of(CERTIFICATE, PRIVATE_KEY, CLIENT_CA));

    /** All of them, in the order of an example configuration. */
    public static final List<Setting<?>> ALL = List.copyOf(FILES.settings());

    private ServerTlsSettings() {}

    /**
     * Reads the files that the settings name.
     *
     * @param mistakes gets a line for what cannot be used
     * @return empty when no file is named, or there is a mistake
     */
    public static Optional<ServerTls> read(Settings settings, List<String> mistakes) {
        Optional<Path> certificate = settings.get(CERTIFICATE);
        Optional<Path> privateKey = settings.get(PRIVATE_KEY);
        Optional<Path> clientCa = settings.get(CLIENT_CA);
        if (certificate.isEmpty() && privateKey.isEmpty() && clientCa.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || privateKey.isEmpty()) {
            mistakes.add("TLS needs both %s and %s; set both, or none of %s".formatted(CERTIFICATE, PRIVATE_KEY, ALL));
            return Optional.empty();
        }
        try {
            return Optional.of(ServerTls.of(TlsIdentity.read(certificate.get(), privateKey.get()), clientCa));
        } catch (TlsException e) {
            mistakes.add(FILES.mistake(settings, e));
            return Optional.empty();
        }
    }
}
