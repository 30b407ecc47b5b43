package io.nineveh.broker.hdfs;

import java.io.IOException;

class SecureHdfsLoginTest extends SecureHdfsLoginContractTest {
    SecureHdfsLoginTest(SecureHdfsServer secured, HdfsServer plain) throws IOException {
        super(secured, plain, HdfsAccess.direct());
    }
}
