package io.nineveh.dist.protocol;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.S3Server;
import io.nineveh.broker.s3.S3ServerExtension;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({BrokersExtension.class, S3ServerExtension.class})
class S3ProtocolIT extends BrokerProtocolContractTest {
    S3ProtocolIT(Brokers brokers, S3Server server) throws StorageException {
        super(brokers, new S3Storage(server));
    }
}
