package io.nineveh.server.load;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.load.ExportJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one export: has the SQL engine write a file on this machine, then sends it. */
final class ExportRun {
    private static final Logger LOG = LoggerFactory.getLogger(ExportRun.class);

    private final JobParts parts;
    private final ExportJob job;
    private final ExportRequest request;
    private final JobSignal signal;

    ExportRun(JobParts parts, ExportJob job, ExportRequest request, JobSignal signal) {
        this.parts = parts;
        this.job = job;
        this.request = request;
        this.signal = signal;
    }

    /**
     * Runs the job to its good end.
     *
     * @param directory for its file
     * @throws IOException when it cannot end well, as any exception says
     */
    void run(Path directory) throws IOException {
        signal.check();
        long id = job.identity().id();
        parts.exports().change(id, now -> now.started(parts.clock().instant()));
        Path file = directory.resolve("rows");
        long rows = parts.engine().export(request.into(file));
        try (RemoteFiles files = new RemoteFiles(parts, request.address(), signal)) {
            files.send(file, job.file());
            try {
                ExportJob.Written written = new ExportJob.Written(rows, Files.size(file));
                parts.exports()
                        .change(id, now -> now.finished(written, parts.clock().instant()));
            } catch (RefusedException e) {
                // it was cancelled in the last moment
                withdraw(files);
                throw e;
            }
        }
    }

    private void withdraw(RemoteFiles files) {
        try {
            files.delete(job.file());
        } catch (IOException e) {
            LOG.warn(
                    "export {} was cancelled, and its file {} is still there",
                    job.identity().id(),
                    job.file(),
                    e);
        }
    }
}
