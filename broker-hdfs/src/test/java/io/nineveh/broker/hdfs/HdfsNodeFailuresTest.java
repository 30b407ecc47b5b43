package io.nineveh.broker.hdfs;

import java.io.IOException;

class HdfsNodeFailuresTest extends HdfsNodeFailuresContractTest {
    HdfsNodeFailuresTest(HaHdfsServer server) throws IOException {
        super(server, HdfsAccess.direct());
    }
}
