package io.nineveh.dist.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Values of properties that nobody may ever see: one of its own for each name, so that a leak names its source. */
final class Secrets {
    /** Every name under which a client sends something secret, to this broker or to others. */
    static final List<String> NAMES = List.of(
            "password",
            "kerberos_keytab_content",
            "hadoop.security.group.mapping.ldap.bind.password",
            "dfs.datanode.https.keystore.password",
            "fs.s3a.access.key",
            "fs.s3a.secret.key",
            "fs.s3a.session.token",
            "s3.access_key",
            "s3.secret_key",
            "s3.session_token",
            "AWS_ACCESS_KEY",
            "AWS_SECRET_KEY",
            "AWS_TOKEN",
            "aws.s3.access_key",
            "aws.s3.secret_key",
            "aws.s3.session_token",
            "fs.oss.accessKeyId",
            "fs.oss.accessKeySecret",
            "fs.oss.securityToken",
            "oss.access_key",
            "oss.secret_key",
            "oss.session_token",
            "aliyun.oss.access_key",
            "aliyun.oss.secret_key",
            "fs.cosn.userinfo.secretId",
            "fs.cosn.userinfo.secretKey",
            "fs.cosn.userinfo.sessionToken",
            "cos.access_key",
            "cos.secret_key",
            "cos.session_token",
            "fs.obs.access.key",
            "fs.obs.secret.key",
            "fs.obs.session.token",
            "obs.access_key",
            "obs.secret_key",
            "obs.session_token",
            "fs.bos.access.key",
            "fs.bos.secret.access.key",
            "fs.bos.session.token.key",
            "bos_accesskey",
            "bos_secret_accesskey",
            "fs.ks3.AccessKey",
            "fs.ks3.AccessSecret",
            "gs.access_key",
            "gs.secret_key",
            "gs.session_token",
            "fs.tos.access-key-id",
            "fs.tos.secret-access-key",
            "fs.tos.session-token");

    private final Map<String, String> properties;

    private Secrets(Map<String, String> properties) {
        this.properties = properties;
    }

    static Secrets random() {
        return new Secrets(NAMES.stream().collect(toMap(Function.identity(), name -> randomValue())));
    }

    /** Has characters that a URL has to encode. */
    private static String randomValue() {
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        return "se+cr=et&" + HexFormat.of().formatHex(random);
    }

    /** All of them, by the names of their properties. */
    Map<String, String> properties() {
        return properties;
    }

    String valueOf(String name) {
        return properties.get(name);
    }

    /** The names of those that a text shows, as they are or encoded. */
    List<String> seenIn(String text) {
        return properties.entrySet().stream()
                .filter(secret -> forms(secret.getValue()).stream().anyMatch(text::contains))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static List<String> forms(String secret) {
        List<String> forms = new ArrayList<>();
        forms.add(secret);
        forms.add(URLEncoder.encode(secret, UTF_8));
        forms.add(HexFormat.of().formatHex(secret.getBytes(UTF_8)));
        for (int before = 0; before < 3; before++) {
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                forms.add(withinBase64(encoder, secret, before));
            }
        }
        return forms;
    }

    /** What is seen of a secret in the Base64 form of a longer text, in which it begins at a byte that has a remainder by 3. */
    private static String withinBase64(Base64.Encoder encoder, String secret, int bytesBefore) {
        byte[] bytes = (" ".repeat(bytesBefore) + secret).getBytes(UTF_8);
        String whole = encoder.withoutPadding().encodeToString(bytes);
        int from = bytesBefore == 0 ? 0 : bytesBefore + 1;
        int to = bytes.length % 3 == 0 ? whole.length() : whole.length() - 1;
        return whole.substring(from, to);
    }
}
