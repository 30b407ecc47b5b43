package io.nineveh.broker.hdfs;

import java.io.IOException;

class HdfsUsersTest extends HdfsUsersContractTest {
    HdfsUsersTest(HdfsServer server) throws IOException {
        super(server, HdfsAccess.direct());
    }
}
