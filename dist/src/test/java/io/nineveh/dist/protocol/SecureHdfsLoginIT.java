package io.nineveh.dist.protocol;

import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.SecureHdfsLoginContractTest;
import io.nineveh.broker.hdfs.SecureHdfsServer;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokersExtension.class)
class SecureHdfsLoginIT extends SecureHdfsLoginContractTest {
    SecureHdfsLoginIT(SecureBrokers secure, SecureHdfsServer secured, HdfsServer plain) throws IOException {
        super(secured, plain, secure.brokers()::open);
    }
}
