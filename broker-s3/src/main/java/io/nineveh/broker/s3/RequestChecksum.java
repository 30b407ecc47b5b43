package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/** By which checksum the store, and who reads, can tell that bytes got lost or changed on the way. */
enum RequestChecksum implements ExecutionInterceptor {
    /**
     * The header that all stores know. Left to itself the SDK sends a CRC32 behind a body that it cuts into signed chunks.
     * Many S3-compatible stores refuse such requests, and some keep the chunks' frames as part of the object. So checksums
     * that are not required and the chunks are off, and what is required, and what this plugin sends with every body, is
     * the Content-MD5.
     */
    CONTENT_MD5 {
        @Override
        void configure(S3ClientBuilder client) {
            client.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .serviceConfiguration(S3Configuration.builder()
                            .chunkedEncodingEnabled(false)
                            .build())
                    .addPlugin(LegacyMd5Plugin.create());
        }
    },
    /**
     * What the SDK does by itself: the store keeps a CRC32 with the object, and what is read is checked against it. Only to
     * the beginning of a multipart upload the SDK does not say that parts with a CRC32 follow, without which the store
     * refuses them.
     */
    CRC32 {
        @Override
        void configure(S3ClientBuilder client) {
            client.requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED);
        }

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof CreateMultipartUploadRequest create
                    ? create.toBuilder()
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                            .build()
                    : context.request();
        }
    };

    /** By which property it is given. */
    static final List<String> NAMES = List.of("s3.request_checksum");

    static RequestChecksum read(GivenProperties given) throws StorageException {
        return switch (given.text(NAMES).orElse("content-md5").toLowerCase(Locale.ROOT)) {
            case "content-md5" -> CONTENT_MD5;
            case "crc32" -> CRC32;
            default -> throw given.invalid(NAMES, "must be content-md5 or crc32");
        };
    }

    /** Sets up a client, of which this has to be an interceptor too. */
    abstract void configure(S3ClientBuilder client);
}
