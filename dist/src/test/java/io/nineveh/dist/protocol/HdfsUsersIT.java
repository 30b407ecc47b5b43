package io.nineveh.dist.protocol;

import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.HdfsUsersContractTest;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokersExtension.class)
@Tag("long")
class HdfsUsersIT extends HdfsUsersContractTest {
    HdfsUsersIT(Brokers brokers, HdfsServer server) throws IOException {
        super(server, brokers::open);
    }
}
