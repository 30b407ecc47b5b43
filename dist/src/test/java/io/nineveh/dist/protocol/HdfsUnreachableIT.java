package io.nineveh.dist.protocol;

import io.nineveh.broker.hdfs.HdfsUnreachableContractTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokersExtension.class)
class HdfsUnreachableIT extends HdfsUnreachableContractTest {
    HdfsUnreachableIT(Brokers brokers) {
        super(brokers::open);
    }
}
