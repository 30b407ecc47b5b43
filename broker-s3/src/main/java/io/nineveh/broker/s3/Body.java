package io.nineveh.broker.s3;

import io.nineveh.broker.api.Md5;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The bytes of one request. They are sent from where they are, and again when the SDK repeats the request, so they must
 * not change until it is over.
 *
 * @param contentMd5 as the header of that name has it
 */
record Body(RequestBody content, String contentMd5) {
    private static final String CONTENT_TYPE = "application/octet-stream";

    /** What is between position and limit of the buffers, one after the other. */
    static Body of(List<ByteBuffer> buffers, Md5 md5) {
        long length = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        return new Body(
                RequestBody.fromContentProvider(() -> new BuffersInput(buffers), length, CONTENT_TYPE),
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5.hex())));
    }
}
