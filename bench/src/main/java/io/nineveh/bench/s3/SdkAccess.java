package io.nineveh.bench.s3;

import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.load.Latencies;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.s3.SdkClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Amazon's own client in this process, used as its callers use it: a large file is sent in parts of 8 MiB, one after the
 * other, each with its MD5, and read as one stream.
 *
 * @param prefix what the keys of all files begin with
 */
record SdkAccess(SdkClient sdk, String prefix) implements FileAccess {
    private static final int PART = 8 << 20;

    private S3Client client() {
        return sdk.client();
    }

    private String key(String name) {
        return prefix + name;
    }

    /** What a request of the SDK does. */
    private interface Request<T> {
        T send() throws IOException;
    }

    private static <T> T call(Request<T> request) throws IOException {
        try {
            return request.send();
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void write(String name, Transfer transfer, Latencies calls) throws IOException {
        String key = key(name);
        byte[] call = new byte[transfer.callSize()];
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(PART, transfer.size()));
        String id = call(() -> client().createMultipartUpload(
                                request -> request.bucket(sdk.bucket()).key(key)))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 0; number < transfer.calls(); number++) {
            calls.time(() -> {
                part.put(call);
                if (!part.hasRemaining()) {
                    parts.add(send(key, id, parts.size() + 1, part.flip()));
                    part.clear();
                }
            });
        }
        if (part.position() > 0) {
            parts.add(send(key, id, parts.size() + 1, part.flip()));
        }
        call(() -> client().completeMultipartUpload(request ->
                request.bucket(sdk.bucket()).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts))));
    }

    private CompletedPart send(String key, String id, int number, ByteBuffer part) throws IOException {
        String etag = call(() -> client().uploadPart(
                                request -> request.bucket(sdk.bucket())
                                        .key(key)
                                        .uploadId(id)
                                        .partNumber(number)
                                        .contentMD5(header(Md5.of(part))),
                                RequestBody.fromRemainingByteBuffer(part)))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static String header(Md5 md5) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5.hex()));
    }

    @Override
    public void read(String name, Transfer transfer, Latencies calls) throws IOException {
        byte[] content = new byte[transfer.callSize()];
        try (InputStream input = open(name)) {
            for (int call = 0; call < transfer.calls(); call++) {
                calls.time(() -> readFully(input, content, name));
            }
        }
    }

    private InputStream open(String name) throws IOException {
        return call(
                () -> client().getObject(request -> request.bucket(sdk.bucket()).key(key(name))));
    }

    private static void readFully(InputStream input, byte[] content, String name) throws IOException {
        if (input.readNBytes(content, 0, content.length) < content.length) {
            throw new IOException("%s ends too early".formatted(name));
        }
    }

    @Override
    public void writeInSteps(String name, Content content) throws IOException {
        put(name + ".part", content);
        rename(name + ".part", name);
    }

    @Override
    public void readInSteps(String name, int size) throws IOException {
        get(name, size);
    }

    @Override
    public void put(String name, Content content) throws IOException {
        call(() -> client().putObject(
                        request -> request.bucket(sdk.bucket()).key(key(name)).contentMD5(header(content.md5())),
                        RequestBody.fromByteBuffer(content.bytes().duplicate())));
    }

    @Override
    public void get(String name, int size) throws IOException {
        try (InputStream input = open(name)) {
            readFully(input, new byte[size], name);
        }
    }

    @Override
    public void rename(String name, String newName) throws IOException {
        call(() -> client().copyObject(request -> request.sourceBucket(sdk.bucket())
                .sourceKey(key(name))
                .destinationBucket(sdk.bucket())
                .destinationKey(key(newName))));
        call(() -> client().deleteObject(request -> request.bucket(sdk.bucket()).key(key(name))));
    }

    @Override
    public int list(String directory) throws IOException {
        int count = 0;
        for (ListObjectsV2Response page :
                pages(directory, ListObjectsV2Request.builder().delimiter("/"))) {
            count += page.contents().size() + page.commonPrefixes().size();
        }
        return count;
    }

    private List<ListObjectsV2Response> pages(String directory, ListObjectsV2Request.Builder request)
            throws IOException {
        List<ListObjectsV2Response> pages = new ArrayList<>();
        request.bucket(sdk.bucket()).prefix(directory.equals(".") ? prefix : key(directory) + "/");
        Optional<String> next = Optional.empty();
        do {
            next.ifPresent(request::continuationToken);
            ListObjectsV2Response page = call(() -> client().listObjectsV2(request.build()));
            pages.add(page);
            next = Optional.ofNullable(page.nextContinuationToken());
        } while (next.isPresent());
        return pages;
    }

    @Override
    public void delete(String name) throws IOException {
        for (ListObjectsV2Response page : pages(name, ListObjectsV2Request.builder())) {
            List<ObjectIdentifier> keys = page.contents().stream()
                    .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                    .toList();
            if (!keys.isEmpty()) {
                call(() -> client().deleteObjects(
                                request -> request.bucket(sdk.bucket()).delete(batch -> batch.objects(keys))));
            }
        }
        call(() -> client().deleteObject(request -> request.bucket(sdk.bucket()).key(key(name))));
    }

    /** The client stays the caller's. */
    @Override
    public void close() {}
}
