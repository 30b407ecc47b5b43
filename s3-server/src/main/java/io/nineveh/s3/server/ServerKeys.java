package io.nineveh.s3.server;

/** What the server lets in, and what it encrypts with. They guard nothing: whoever knows the sources knows them. */
public final class ServerKeys {
    public static final String ACCESS_KEY = "test-access-key";
    public static final String SECRET_KEY = "test-secret-key";

    /** What SSE-KMS requests call MinIO's only key by. */
    public static final String KMS_KEY_ID = "nineveh-test-key";

    /** The key itself, as the variable {@code MINIO_KMS_SECRET_KEY} has it. */
    public static final String KMS_KEY = KMS_KEY_ID + ":bmluZXZlaCB0ZXN0IGtleSBvZiAzMiBieXRlcyAgICA=";

    private ServerKeys() {}
}
