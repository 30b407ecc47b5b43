package io.nineveh.broker.s3;

import io.nineveh.broker.s3.RecordingServer.Answer;
import io.nineveh.broker.s3.RecordingServer.Request;
import java.util.Map;

/** What a store answers in which all objects are there, of one size, and every request succeeds. */
final class StoreAnswers {
    private static final String ETAG = "\"0123456789abcdef0123456789abcdef\"";

    static final String CRC32 = "AAAAAA==";

    private final long size;

    StoreAnswers(long size) {
        this.size = size;
    }

    Answer to(Request request) {
        return switch (request.method()) {
            case "GET" -> Answer.xml(200, "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>");
            case "HEAD" -> new Answer(200, Map.of("Content-Length", Long.toString(size), "ETag", ETAG), "");
            case "PUT" -> put(request);
            case "POST" -> Answer.xml(200, request.asks("uploads") ? begun() : completed());
            default -> new Answer(204, Map.of(), "");
        };
    }

    private static Answer put(Request request) {
        if (request.header("X-amz-copy-source").isEmpty()) {
            return request.header("X-amz-trailer").isPresent()
                    ? new Answer(200, Map.of("ETag", ETAG, "x-amz-checksum-crc32", CRC32), "")
                    : new Answer(200, Map.of("ETag", ETAG), "");
        }
        String name = request.asks("partNumber") ? "CopyPartResult" : "CopyObjectResult";
        return Answer.xml(200, "<%s><ETag>%s</ETag></%s>".formatted(name, ETAG.replace("\"", "&quot;"), name));
    }

    private static String begun() {
        return "<InitiateMultipartUploadResult><UploadId>upload</UploadId></InitiateMultipartUploadResult>";
    }

    private static String completed() {
        return "<CompleteMultipartUploadResult><ETag>etag</ETag></CompleteMultipartUploadResult>";
    }
}
