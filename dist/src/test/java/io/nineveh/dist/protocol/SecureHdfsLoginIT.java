package io.nineveh.dist.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.SecureHdfsLoginContractTest;
import io.nineveh.broker.hdfs.SecureHdfsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokersExtension.class)
@Tag("long")
class SecureHdfsLoginIT extends SecureHdfsLoginContractTest {
    private final Brokers brokers;
    private final SecureHdfsServer secured;

    SecureHdfsLoginIT(SecureBrokers secure, SecureHdfsServer secured, HdfsServer plain) throws IOException {
        super(secured, plain, secure.brokers()::open);
        this.brokers = secure.brokers();
        this.secured = secured;
    }

    @Test
    void aKeytabIsInNoLog() throws IOException {
        String content = Base64.getEncoder().encodeToString(Files.readAllBytes(secured.keytab("bob")));
        Map<String, String> properties = new HashMap<>(secured.properties());
        properties.put("kerberos_principal", SecureHdfsServer.principal("bob"));
        properties.put("kerberos_keytab_content", content);
        Location root = Location.of(secured.uri().toString());
        try (BrokerFileSystem bob = brokers.open(root, properties)) {
            bob.list(root.child("*"));
        }

        assertThat(brokers.patient().log().contains("keytab=Given[base64=***]"))
                .as("the log tells of the login")
                .isTrue();
        assertThat(brokers.patient().log().contains(content))
                .as("the log has the keytab")
                .isFalse();
    }
}
