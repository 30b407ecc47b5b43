package io.nineveh.broker.s3;

import io.nineveh.config.Secret;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * How the store is to keep the objects that are written. It is said in each request that creates an object: as an
 * interceptor of the client this is in the way of all of them, whoever makes them.
 *
 * @param encryption empty for what the bucket has by default
 * @param encryptionKey which key of the store's key service encrypts; empty for the one that it has for the purpose
 * @param storageClass empty for what the store has by default
 */
record NewObjects(
        Optional<ServerSideEncryption> encryption, Optional<Secret> encryptionKey, Optional<StorageClass> storageClass)
        implements ExecutionInterceptor {

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (request instanceof PutObjectRequest put) {
            return put.copy(to -> say(to::serverSideEncryption, to::ssekmsKeyId, to::storageClass));
        }
        if (request instanceof CreateMultipartUploadRequest create) {
            return create.copy(to -> say(to::serverSideEncryption, to::ssekmsKeyId, to::storageClass));
        }
        if (request instanceof CopyObjectRequest copy) {
            return copy.copy(to -> say(to::serverSideEncryption, to::ssekmsKeyId, to::storageClass));
        }
        return request;
    }

    /** The requests have the same fields, and no type in common that has them. */
    private void say(
            Consumer<ServerSideEncryption> ofEncryption, Consumer<String> ofKey, Consumer<StorageClass> ofClass) {
        encryption.ifPresent(ofEncryption);
        encryptionKey.map(Secret::reveal).ifPresent(ofKey);
        storageClass.ifPresent(ofClass);
    }
}
