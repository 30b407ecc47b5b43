package io.nineveh.broker.hdfs;

import java.io.IOException;

class SecureHdfsContractTest extends AnyHdfsContractTest {
    SecureHdfsContractTest(SecureHdfsServer server) throws IOException {
        super(server, "alice", server.identity("alice"));
    }
}
