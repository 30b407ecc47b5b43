package io.nineveh.dist.protocol;

import io.nineveh.broker.hdfs.HaHdfsServer;
import io.nineveh.broker.hdfs.HdfsNodeFailuresContractTest;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokersExtension.class)
@Tag("long")
class HdfsNodeFailuresIT extends HdfsNodeFailuresContractTest {
    HdfsNodeFailuresIT(Brokers brokers, HaHdfsServer server) throws IOException {
        super(server, brokers::open);
    }
}
