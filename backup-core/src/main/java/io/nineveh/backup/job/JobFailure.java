package io.nineveh.backup.job;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.job.JobStatus.Code;
import io.nineveh.backup.repository.CorruptFileException;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** A job cannot go on and is to be cancelled. */
final class JobFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JobStatus status;

    JobFailure(Code code, String message, Throwable cause) {
        super(message, cause);
        this.status = new JobStatus(code, message);
    }

    JobFailure(JobStatus status) {
        super(status.toString());
        this.status = status;
    }

    JobStatus status() {
        return status;
    }

    /** The status of a job that ends with an exception. */
    static JobStatus statusOf(Exception e) {
        if (e instanceof JobFailure failure) {
            return failure.status();
        }
        if (e instanceof CorruptFileException) {
            return new JobStatus(Code.BAD_FILE, e.getMessage());
        }
        if (e instanceof StorageException storage) {
            Code code = storage.kind() == StorageException.Kind.NOT_FOUND ? Code.NOT_FOUND : Code.COMMON_ERROR;
            return new JobStatus(code, e.getMessage());
        }
        if (e instanceof FileSystemException file) {
            return new JobStatus(
                    Code.COMMON_ERROR, "%s: %s".formatted(e.getClass().getSimpleName(), file.getMessage()));
        }
        if (isUnexpected(e)) {
            return new JobStatus(Code.COMMON_ERROR, "internal error, see the server's log: " + e);
        }
        return new JobStatus(Code.COMMON_ERROR, String.valueOf(e.getMessage()));
    }

    /** Whether it is a fault of the program, for which its place matters. */
    static boolean isUnexpected(Exception e) {
        return !(e instanceof JobFailure || e instanceof IOException || e instanceof RefusedException);
    }
}
