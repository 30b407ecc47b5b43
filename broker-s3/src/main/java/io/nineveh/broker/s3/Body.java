package io.nineveh.broker.s3;

import io.nineveh.broker.api.Md5;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The bytes of one request. They are sent from where they are, and again when the SDK repeats the request, so they must
 * not change until it is over.
 *
 * @param contentMd5 as the header of that name has it
 */
record Body(RequestBody content, String contentMd5) {
    private static final String CONTENT_TYPE = "application/octet-stream";

    static Body of(ByteBuffer data) {
        return of(data, Md5.of(data));
    }

    /** As {@link #of(ByteBuffer)}, for bytes whose MD5 is known. */
    static Body of(ByteBuffer data, Md5 md5) {
        ByteBuffer bytes = data.asReadOnlyBuffer();
        RequestBody content = RequestBody.fromContentProvider(
                () -> stream(data.hasArray() ? data : bytes), bytes.remaining(), CONTENT_TYPE);
        return new Body(
                content, Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5.hex())));
    }

    private static InputStream stream(ByteBuffer data) {
        if (data.hasArray()) {
            return new ByteArrayInputStream(data.array(), data.arrayOffset() + data.position(), data.remaining());
        }
        byte[] copy = new byte[data.remaining()];
        data.duplicate().get(copy);
        return new ByteArrayInputStream(copy);
    }
}
