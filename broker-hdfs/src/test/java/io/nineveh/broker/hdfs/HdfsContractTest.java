package io.nineveh.broker.hdfs;

import java.io.IOException;
import java.util.Map;

class HdfsContractTest extends AnyHdfsContractTest {
    HdfsContractTest(HdfsServer server) throws IOException {
        super(server, "contract", Map.of("hadoop.username", "contract"));
    }
}
