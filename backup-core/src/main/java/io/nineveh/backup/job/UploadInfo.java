package io.nineveh.backup.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nineveh.backup.meta.MetadataWork;
import java.io.IOException;
import java.time.Instant;

/** UPLOAD_INFO: writes {@code __meta}, then {@code __info}. The snapshot exists from then on. */
final class UploadInfo implements JobStep<BackupRecord> {

    @Override
    public MetadataWork<BackupRecord, RuntimeException> run(BackupRecord job, JobContext context) throws IOException {
        byte[] meta = document(job, context, SaveMeta.META_DOCUMENT);
        byte[] info = document(job, context, SaveMeta.INFO_DOCUMENT);
        context.retries().call(repository -> {
            repository
                    .snapshots(context.checkpoint())
                    .publish(job.header().label(), BackupFlow.timestamp(job, context), meta, info);
            return job;
        });
        Instant now = context.clock().instant();
        return transaction -> job.finished(now);
    }

    static byte[] document(BackupRecord job, JobContext context, String name) {
        return context.metadata()
                .read(handle -> JobRows.document(handle, job.header().id(), name))
                .getBytes(UTF_8);
    }
}
