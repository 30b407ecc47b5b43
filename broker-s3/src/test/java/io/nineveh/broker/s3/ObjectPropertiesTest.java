package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.config.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

class ObjectPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "s3.encryption.algorithm,                  SSE-S3,       AES256",
        "fs.s3a.encryption.algorithm,              AES256,       AES256",
        "fs.s3a.server-side-encryption-algorithm,  SSE-KMS,      AWS_KMS",
        "s3.encryption.algorithm,                  aws:kms,      AWS_KMS",
        "s3.encryption.algorithm,                  dsse-kms,     AWS_KMS_DSSE",
    })
    void encryptionIsReadByTheNamesThatClientsUse(String name, String value, ServerSideEncryption encryption)
            throws Exception {
        assertThat(read(Map.of(name, value)))
                .isEqualTo(new NewObjects(Optional.of(encryption), Optional.empty(), Optional.empty()));
    }

    @Test
    void aKeyGoesWithAKeyService() throws Exception {
        assertThat(read(Map.of("fs.s3a.encryption.algorithm", "SSE-KMS", "fs.s3a.encryption.key", "k")))
                .isEqualTo(new NewObjects(
                        Optional.of(ServerSideEncryption.AWS_KMS), Optional.of(Secret.of("k")), Optional.empty()));
        assertRefused(Map.of("s3.encryption.key", "hunter2"), "s3.encryption.key");
        assertRefused(
                Map.of("s3.encryption.algorithm", "SSE-S3", "fs.s3a.encryption.key", "hunter2"),
                "fs.s3a.encryption.key");
    }

    @ParameterizedTest
    @CsvSource({"s3.storage_class, STANDARD_IA, STANDARD_IA", "fs.s3a.create.storage.class, glacier_ir, GLACIER_IR"})
    void aStorageClassIsRead(String name, String value, StorageClass storageClass) throws Exception {
        assertThat(read(Map.of(name, value)).storageClass()).contains(storageClass);
    }

    @ParameterizedTest
    @CsvSource({
        "s3.encryption.algorithm,     SSE-C",
        "fs.s3a.encryption.algorithm, CSE-KMS",
        "s3.encryption.algorithm,     hunter2",
        "s3.storage_class,            GLACIER",
        "s3.storage_class,            deep_archive",
        "fs.s3a.create.storage.class, hunter2",
    })
    void whatCannotBeIsNamedAndNotShown(String name, String value) {
        assertRefused(Map.of(name, value), name);
    }

    private static void assertRefused(Map<String, String> properties, String named) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> read(properties))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_ARGUMENT))
                .withMessageContaining(named)
                .withMessageNotContaining("hunter2");
    }

    private static NewObjects read(Map<String, String> properties) throws StorageException {
        return ObjectProperties.read(new GivenProperties(Location.of("s3://bucket/a"), properties));
    }
}
