package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

/** How a job stands: {@code [OK]}, or why it was cancelled. */
public record JobStatus(Code code, String message) {
    /** What went wrong, named as in Doris. */
    public enum Code {
        OK,
        NOT_FOUND,
        BAD_FILE,
        TIMEOUT,
        BAD_CONNECTION,
        COMMON_ERROR
    }

    public static final JobStatus OK = new JobStatus(Code.OK, "");

    public JobStatus {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }

    /** As SHOW BACKUP and SHOW RESTORE show it. */
    @Override
    public String toString() {
        return code == Code.OK ? "[OK]" : "[%s, msg: %s]".formatted(code, message);
    }
}
