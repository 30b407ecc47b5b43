package io.nineveh.dist.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the search for secrets would find one. */
class SecretsTest {
    private final Secrets secrets = Secrets.random();
    private final String value = secrets.valueOf("AWS_TOKEN");

    @Test
    void aSecretIsFoundInEveryForm() {
        for (String shown : List.of(
                "token=" + value + ".",
                "?token=" + URLEncoder.encode(value, UTF_8) + "&x=y",
                "Basic " + base64(value),
                "Basic " + base64("u:" + value),
                "Basic " + base64("user:" + value + ":more"),
                "Basic " + base64("admin:" + value + ":m"),
                Base64.getUrlEncoder().encodeToString(("~~" + value).getBytes(UTF_8)))) {
            assertThat(secrets.seenIn(shown)).as(shown).containsExactly("AWS_TOKEN");
        }
    }

    @Test
    void whatIsNoSecretIsNotFound() {
        assertThat(secrets.seenIn("AWS_TOKEN=*** " + base64("user:password") + value.substring(0, value.length() - 1)))
                .isEmpty();
        assertThat(secrets.seenIn(Secrets.random().properties().toString())).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
