package io.nineveh.bench;

import picocli.CommandLine.Command;

/** {@code bench hdfs}. */
@Command(
        name = "hdfs",
        description =
                "Measures a broker over HDFS, next to Hadoop's own client and to a Thrift server that does nothing.",
        mixinStandardHelpOptions = true)
final class HdfsCommand extends ServedStorageCommand {
    HdfsCommand() {
        super(new ServedHdfs());
    }
}
