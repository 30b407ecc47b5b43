package io.nineveh.dist.protocol;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokersExtension.class)
class LocalProtocolIT extends BrokerProtocolContractTest {
    LocalProtocolIT(Brokers brokers) {
        super(brokers, new LocalStorage(brokers));
    }
}
