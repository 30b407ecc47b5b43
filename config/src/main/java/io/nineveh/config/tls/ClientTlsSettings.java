package io.nineveh.config.tls;

import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the TLS with which a program connects to a kind of server, {@code broker} for example: {@code
 * broker_tls_ca}, {@code broker_tls_certificate} and {@code broker_tls_private_key}. All empty: no TLS.
 */
public final class ClientTlsSettings {
    private final Setting<Optional<Path>> ca;
    private final Setting<Optional<Path>> certificate;
    private final Setting<Optional<Path>> privateKey;
    private final NamedFiles files;

    /** @param server what is connected to, as keys and sentences name it */
    public ClientTlsSettings(String server) {
        this.ca = Setting.path(
                        server + "_tls_ca",
                        "",
                        "A PEM file of certificates: each %s must have one that is signed by one of these. Empty: no TLS."
                                .formatted(server))
                .optional();
        this.certificate = Setting.path(
                        server + "_tls_certificate",
                        "",
                        "A PEM file with the certificate to present to each %s, followed by those of its issuers. Empty: none."
                                .formatted(server))
                .optional();
        this.privateKey = Setting.path(
                        server + "_tls_private_key",
                        "",
                        "A PEM file with the private key of that certificate: PKCS#8, not encrypted, RSA or EC.")
                .optional();
        this.files = new NamedFiles(List.of(ca, certificate, privateKey));
    }

    /** All of them, in the order of an example configuration. */
    public List<Setting<?>> all() {
        return List.copyOf(files.settings());
    }

    /**
     * Reads the files that the settings name.
     *
     * @param mistakes gets a line for what cannot be used
     * @return empty when no file is named, or there is a mistake
     */
    public Optional<ClientTls> read(Settings settings, List<String> mistakes) {
        Optional<Path> caFile = settings.get(ca);
        Optional<Path> certificateFile = settings.get(certificate);
        Optional<Path> privateKeyFile = settings.get(privateKey);
        if (certificateFile.isPresent() != privateKeyFile.isPresent()) {
            mistakes.add("%s and %s belong together; set both, or neither".formatted(certificate, privateKey));
            return Optional.empty();
        }
        if (caFile.isEmpty()) {
            if (certificateFile.isPresent()) {
                mistakes.add("TLS needs %s; set it, or none of %s".formatted(ca, all()));
            }
            return Optional.empty();
        }
        try {
            Optional<TlsIdentity> identity = certificateFile.isEmpty()
                    ? Optional.empty()
                    : Optional.of(TlsIdentity.read(certificateFile.get(), privateKeyFile.orElseThrow()));
            return Optional.of(ClientTls.of(caFile.get(), identity));
        } catch (TlsException e) {
            mistakes.add(files.mistake(settings, e));
            return Optional.empty();
        }
    }
}
