package io.nineveh.broker.s3;

import static java.util.stream.Collectors.joining;

import io.nineveh.broker.api.StorageException;
import io.nineveh.config.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Reads how a request wants the objects to be kept that it writes. */
final class ObjectProperties {
    private static final List<String> ENCRYPTION = List.of(
            "s3.encryption.algorithm", "fs.s3a.encryption.algorithm", "fs.s3a.server-side-encryption-algorithm");
    private static final List<String> ENCRYPTION_KEY =
            List.of("s3.encryption.key", "fs.s3a.encryption.key", "fs.s3a.server-side-encryption.key");
    private static final List<String> STORAGE_CLASS = List.of("s3.storage_class", "fs.s3a.create.storage.class");

    /** All names that are read here. */
    static final List<List<String>> NAMES = List.of(ENCRYPTION, ENCRYPTION_KEY, STORAGE_CLASS);

    /** Objects of the other classes cannot be read when they are wanted, but have to be asked for hours before. */
    private static final List<StorageClass> READABLE_AT_ONCE = List.of(
            StorageClass.STANDARD,
            StorageClass.STANDARD_IA,
            StorageClass.ONEZONE_IA,
            StorageClass.INTELLIGENT_TIERING,
            StorageClass.GLACIER_IR,
            StorageClass.REDUCED_REDUNDANCY);

    private ObjectProperties() {}

    static NewObjects read(GivenProperties given) throws StorageException {
        Optional<ServerSideEncryption> encryption = encryption(given);
        Optional<Secret> key = given.secret(ENCRYPTION_KEY);
        if (key.isPresent()
                && encryption
                        .filter(algorithm -> algorithm != ServerSideEncryption.AES256)
                        .isEmpty()) {
            throw given.invalid(
                    ENCRYPTION_KEY, "is for a key service; give %s=SSE-KMS with it".formatted(ENCRYPTION.get(0)));
        }
        return new NewObjects(encryption, key, storageClass(given));
    }

    private static Optional<ServerSideEncryption> encryption(GivenProperties given) throws StorageException {
        Optional<String> algorithm = given.text(ENCRYPTION);
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (algorithm.get().toUpperCase(Locale.ROOT)) {
                    case "SSE-S3", "AES256" -> ServerSideEncryption.AES256;
                    case "SSE-KMS", "AWS:KMS" -> ServerSideEncryption.AWS_KMS;
                    case "DSSE-KMS", "AWS:KMS:DSSE" -> ServerSideEncryption.AWS_KMS_DSSE;
                    default -> throw given.invalid(ENCRYPTION, "must be SSE-S3, SSE-KMS or DSSE-KMS");
                });
    }

    private static Optional<StorageClass> storageClass(GivenProperties given) throws StorageException {
        Optional<String> name = given.text(STORAGE_CLASS).map(text -> text.toUpperCase(Locale.ROOT));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<StorageClass> storageClass = READABLE_AT_ONCE.stream()
                .filter(value -> value.toString().equals(name.get()))
                .findFirst();
        if (storageClass.isEmpty()) {
            throw given.invalid(
                    STORAGE_CLASS,
                    "must be a class whose objects can be read at once: "
                            + READABLE_AT_ONCE.stream()
                                    .map(StorageClass::toString)
                                    .collect(joining(", ")));
        }
        return storageClass;
    }
}
