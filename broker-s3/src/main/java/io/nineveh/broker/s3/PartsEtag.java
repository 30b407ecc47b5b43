package io.nineveh.broker.s3;

import io.nineveh.broker.api.Md5;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The ETag that stores give an object of several parts: the MD5 of the parts' MD5s, and how many they are. */
final class PartsEtag {
    private PartsEtag() {}

    /** With its quotes; empty when the parts' ETags are not their MD5s, as it is with some kinds of encryption. */
    static Optional<String> of(List<CompletedPart> parts) {
        MessageDigest digest = Md5.newDigest();
        for (CompletedPart part : parts) {
            String hex = part.eTag().replace("\"", "");
            if (!Md5.isHex(hex)) {
                return Optional.empty();
            }
            digest.update(HexFormat.of().parseHex(hex));
        }
        return Optional.of("\"%s-%d\"".formatted(Md5.from(digest), parts.size()));
    }
}
