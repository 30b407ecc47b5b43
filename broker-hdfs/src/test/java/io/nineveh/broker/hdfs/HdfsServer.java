package io.nineveh.broker.hdfs;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** An HDFS of one name node and one data node, which believes what users say of themselves. */
public final class HdfsServer extends RunningHdfs {
    private HdfsServer(HdfsProcess process) {
        super(process);
    }

    static HdfsServer start() throws IOException {
        return new HdfsServer(HdfsProcess.start(1));
    }

    @Override
    public URI uri() {
        return URI.create("hdfs://" + process().nameNodes().get(0));
    }

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }
}
