package io.nineveh.dist.protocol;

import io.nineveh.broker.hdfs.HdfsServerExtension;
import io.nineveh.broker.hdfs.SecureHdfsServer;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({BrokersExtension.class, HdfsServerExtension.class})
@Tag("long")
class SecureHdfsProtocolIT extends BrokerProtocolContractTest {
    SecureHdfsProtocolIT(SecureBrokers secure, SecureHdfsServer server) throws IOException {
        super(secure.brokers(), new HdfsStorage(server));
    }
}
