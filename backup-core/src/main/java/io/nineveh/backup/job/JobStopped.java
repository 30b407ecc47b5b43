package io.nineveh.backup.job;

/** The server stops: the job stays as it is kept, and goes on after the next start. */
final class JobStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobStopped() {
        super("the server stops", null, false, false);
    }
}
