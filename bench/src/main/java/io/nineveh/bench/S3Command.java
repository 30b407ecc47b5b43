package io.nineveh.bench;

import picocli.CommandLine.Command;

/** {@code bench s3}. */
@Command(
        name = "s3",
        description =
                "Measures a broker over S3, next to Amazon's own client and to a Thrift server that does nothing.",
        mixinStandardHelpOptions = true)
final class S3Command extends ServedStorageCommand {
    S3Command() {
        super(new ServedS3());
    }
}
