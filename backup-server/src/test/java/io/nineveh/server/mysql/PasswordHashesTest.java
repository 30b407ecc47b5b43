package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PasswordHashesTest {
    private static final byte[] CHALLENGE = "abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII);
    private static final PasswordHashes HASHES = PasswordHashes.of(Secret.of("tiger"));

    @ParameterizedTest
    @EnumSource
    void theProofOfTheRightPasswordIsAccepted(AuthenticationPlugin plugin) throws NoSuchAlgorithmException {
        assertThat(HASHES.accept(plugin, CHALLENGE, proof(plugin, "tiger"))).isTrue();
        assertThat(HASHES.accept(plugin, CHALLENGE, proof(plugin, "Tiger"))).isFalse();
        assertThat(HASHES.accept(plugin, CHALLENGE, new byte[0])).isFalse();
        assertThat(HASHES.accept(plugin, CHALLENGE, new byte[] {1})).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aProofIsGoodForOneChallengeOnly(AuthenticationPlugin plugin) throws NoSuchAlgorithmException {
        byte[] other = "abcdefghijklmnopqrsX".getBytes(StandardCharsets.US_ASCII);

        assertThat(HASHES.accept(plugin, other, proof(plugin, "tiger"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyPasswordIsProvedByAnEmptyProofOnly(AuthenticationPlugin plugin) throws NoSuchAlgorithmException {
        PasswordHashes empty = PasswordHashes.of(Secret.of(""));

        assertThat(empty.accept(plugin, CHALLENGE, new byte[0])).isTrue();
        assertThat(empty.accept(plugin, CHALLENGE, proof(plugin, "tiger"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void storedHashesAreAsGoodAsNewOnes(AuthenticationPlugin plugin) throws NoSuchAlgorithmException {
        PasswordHashes decoded = PasswordHashes.decode(HASHES.encode());

        assertThat(decoded.accept(plugin, CHALLENGE, proof(plugin, "tiger"))).isTrue();
        assertThat(decoded.accept(plugin, CHALLENGE, proof(plugin, "lion"))).isFalse();
    }

    @Test
    void theEmptyPasswordIsStoredAsNothing() {
        Secret encoded = PasswordHashes.ofEmptyPassword().encode();

        assertThat(encoded.reveal()).isEmpty();
        assertThat(PasswordHashes.decode(encoded)
                        .accept(AuthenticationPlugin.MYSQL_NATIVE_PASSWORD, CHALLENGE, new byte[0]))
                .isTrue();
    }

    @Test
    void whatIsStoredIsNotThePassword() {
        assertThat(HASHES.encode().reveal()).matches("[0-9a-f]{40}:[0-9a-f]{64}");
        assertThat(HASHES).hasToString("***");
    }

    @Test
    void theOldHashAloneProvesThePasswordTheOldWayAlone() throws NoSuchAlgorithmException {
        PasswordHashes hashes = PasswordHashes.decode(
                PasswordHashes.ofNativeHash(Secret.of("*F2F68D0BB27A773C1D944270E5FAFED515A3FA40"))
                        .orElseThrow()
                        .encode());

        for (AuthenticationPlugin plugin : AuthenticationPlugin.values()) {
            assertThat(hashes.pluginFor(plugin)).isEqualTo(AuthenticationPlugin.MYSQL_NATIVE_PASSWORD);
            assertThat(HASHES.pluginFor(plugin)).isEqualTo(plugin);
            assertThat(hashes.accept(plugin, CHALLENGE, proof(plugin, "tiger")))
                    .isEqualTo(plugin == AuthenticationPlugin.MYSQL_NATIVE_PASSWORD);
            assertThat(hashes.accept(plugin, CHALLENGE, proof(plugin, "lion"))).isFalse();
            assertThat(hashes.accept(plugin, CHALLENGE, new byte[0])).isFalse();
        }
        assertThat(PasswordHashes.ofNativeHash(Secret.of("*12"))).isEmpty();
    }

    @Test
    void aTextThatIsNotStoredHashesIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> PasswordHashes.decode(Secret.of("tiger")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("tiger");
    }

    private static byte[] proof(AuthenticationPlugin plugin, String password) throws NoSuchAlgorithmException {
        return ClientProof.of(plugin, CHALLENGE, password);
    }
}
