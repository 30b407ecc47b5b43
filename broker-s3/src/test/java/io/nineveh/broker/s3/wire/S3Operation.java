package io.nineveh.broker.s3.wire;

import java.util.Map;

/** What a request asks of an S3 server that is addressed by path. */
public enum S3Operation {
    PUT_OBJECT,
    COPY_OBJECT,
    GET_OBJECT,
    HEAD_OBJECT,
    DELETE_OBJECT,
    DELETE_OBJECTS,
    LIST_OBJECTS,
    CREATE_UPLOAD,
    UPLOAD_PART,
    COPY_PART,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    LIST_UPLOADS,
    LIST_PARTS,
    /** What concerns whole buckets, and what the product never asks for. */
    OTHER;

    /**
     * Tells by what S3 tells by.
     *
     * @param key empty for a request of a bucket
     */
    static S3Operation of(String method, String key, Map<String, String> query, Map<String, String> headers) {
        boolean isCopy = headers.containsKey("x-amz-copy-source");
        boolean isOfUpload = query.containsKey("uploadId");
        if (key.isEmpty()) {
            return ofBucket(method, query);
        }
        return switch (method) {
            case "PUT" ->
                isOfUpload
                        ? (isCopy ? COPY_PART : UPLOAD_PART)
                        : query.isEmpty() ? (isCopy ? COPY_OBJECT : PUT_OBJECT) : OTHER;
            case "POST" -> query.containsKey("uploads") ? CREATE_UPLOAD : isOfUpload ? COMPLETE_UPLOAD : OTHER;
            case "GET" -> isOfUpload ? LIST_PARTS : GET_OBJECT;
            case "HEAD" -> HEAD_OBJECT;
            case "DELETE" -> isOfUpload ? ABORT_UPLOAD : DELETE_OBJECT;
            default -> OTHER;
        };
    }

    private static S3Operation ofBucket(String method, Map<String, String> query) {
        if (method.equals("POST") && query.containsKey("delete")) {
            return DELETE_OBJECTS;
        }
        if (!method.equals("GET")) {
            return OTHER;
        }
        return query.containsKey("uploads") ? LIST_UPLOADS : query.containsKey("list-type") ? LIST_OBJECTS : OTHER;
    }
}
