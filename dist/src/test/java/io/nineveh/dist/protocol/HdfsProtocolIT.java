package io.nineveh.dist.protocol;

import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.HdfsServerExtension;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("long")
@ExtendWith({BrokersExtension.class, HdfsServerExtension.class})
class HdfsProtocolIT extends BrokerProtocolContractTest {
    HdfsProtocolIT(Brokers brokers, HdfsServer server) throws IOException {
        super(brokers, new HdfsStorage(server));
    }
}
