package io.nineveh.dist.protocol;

import static io.nineveh.dist.protocol.ProtocolFixture.assertOk;
import static io.nineveh.dist.protocol.ProtocolFixture.assertRefused;
import static io.nineveh.dist.protocol.ProtocolFixture.assertStatus;
import static io.nineveh.dist.protocol.ProtocolFixture.content;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** What cannot be done is a status with a message that names the path, never an exception, and harms nothing. */
interface RefusalContract {
    ProtocolFixture protocol();

    @Test
    default void whoMayNotIsRefusedByEveryCall() throws Exception {
        protocol().put("file", content(100, 1));
        for (Storage.Refusal refusal : protocol().storage().refusals(protocol().at("file"))) {
            EveryCall.on(protocol().wire().with(refusal.properties()), refusal.path())
                    .forEach((call, status) -> {
                        assertThat(status.getStatusCode())
                                .as("%s, %s: %s", call, refusal, status.getMessage())
                                .isEqualTo(refusal.code());
                        assertThat(status.getMessage())
                                .as("%s, %s", call, refusal)
                                .contains(refusal.path());
                    });
        }
        protocol().assertContent("file", content(100, 1));
        assertThat(protocol().filesBelow("")).containsExactly("file");
    }

    @Test
    default void anUnknownSchemeIsTold() throws TException {
        String path = "nope://somewhere/some/path";
        EveryCall.on(protocol().wire(), path).forEach((call, status) -> {
            assertRefused(INVALID_INPUT_FILE_PATH, path, status);
            assertThat(status.getMessage()).contains("file", "hdfs", "s3");
        });
    }

    @Test
    default void whatIsNoLocationIsTold() throws TException {
        for (String path :
                new String[] {"", "/no/scheme", "relative", "file:/one/slash", "://no-scheme", "s3:bucket/x"}) {
            EveryCall.on(protocol().wire(), path)
                    .forEach((call, status) -> assertRefused(INVALID_INPUT_FILE_PATH, path, status));
        }
    }

    @Test
    default void unknownPropertiesAreIgnored() throws TException {
        Map<String, String> more = new HashMap<>(protocol().storage().properties());
        more.put("broker.name", "of another system");
        more.put("timeout", "not a number");
        more.put("", "");
        more.put("kerberos_krb5_conf", "/etc/krb5.conf");
        more.put("fs.obs.access.key", "of another storage");
        more.put("a key with spaces, # and \u00FC", "\uD83D\uDE00");
        Wire wire = protocol().wire().with(more);
        String path = protocol().at("file");

        assertOk(EveryCall.write(wire, path));
        EveryCall.on(wire, path)
                .forEach((call, status) -> assertThat(status.getStatusCode())
                        .as("%s: %s", call, status.getMessage())
                        .isEqualTo(OK));
    }

    @Test
    default void aRequestWithoutItsRequiredFieldsIsAStatus() throws TException {
        BareCall calls = new BareCall(protocol().wire().transport());
        for (String method : List.of(
                "listPath",
                "listLocatedFiles",
                "isSplittable",
                "deletePath",
                "renamePath",
                "checkPathExist",
                "fileSize",
                "openReader",
                "pread",
                "seek",
                "closeReader",
                "openWriter",
                "pwrite",
                "closeWriter",
                "ping")) {
            int code = calls.withEmptyRequest(method);
            assertThat(code).as(method).isNotEqualTo(OK.getValue());
            if (!method.equals("seek")) {
                assertThat(code).as(method).isEqualTo(INVALID_ARGUMENT.getValue());
            }
        }
        protocol().putAll("after");
        protocol().assertContent("after", new byte[] {1});
    }

    @Test
    default void aRequestWithoutPropertiesIsAStatus() throws TException {
        BareCall calls = new BareCall(protocol().wire().transport());
        int code = calls.withPath("checkPathExist", protocol().at("file"));

        assertThat(code).isEqualTo(INVALID_ARGUMENT.getValue());
        assertStatus(
                INVALID_INPUT_FILE_PATH, protocol().wire().checkPathExist("").getOpStatus());
    }
}
