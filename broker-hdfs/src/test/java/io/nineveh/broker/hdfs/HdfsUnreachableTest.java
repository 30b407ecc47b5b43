package io.nineveh.broker.hdfs;

class HdfsUnreachableTest extends HdfsUnreachableContractTest {
    HdfsUnreachableTest() {
        super(HdfsAccess.direct());
    }
}
