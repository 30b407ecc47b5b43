package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nineveh.backup.repository.SnapshotInfo.Content;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotIndex;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTablet;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

final class SnapshotInfoJsonTest {
    private static final String MD5 = "0123456789abcdef0123456789abcdef";

    @Property(tries = 300)
    @Domain(SnapshotInfoDomain.class)
    void whatIsWrittenIsReadBack(@ForAll SnapshotInfo info) throws IOException {
        byte[] json = SnapshotInfoWriter.write(info);

        assertThat(SnapshotInfoReader.read(json, "__info")).isEqualTo(info);
        assertThat(SnapshotInfoWriter.write(SnapshotInfoReader.read(json, "__info")))
                .isEqualTo(json);
    }

    @Property(tries = 300)
    @Domain(SnapshotInfoDomain.class)
    @Domain(DomainContext.Global.class)
    void aFileThatWasCutShortIsRefusedAndNamed(@ForAll SnapshotInfo info, @ForAll int cut) {
        byte[] json = SnapshotInfoWriter.write(info);
        String part = new String(json, UTF_8).substring(0, Math.floorMod(cut, json.length / 2));

        assertThatThrownBy(() -> SnapshotInfoReader.read(part.getBytes(UTF_8), "repo/__info"))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("repo/__info");
    }

    @Test
    void theWriterUsesTheKeysThatOtherReadersKnow() throws IOException {
        SnapshotInfo info = read(dorisInfo("\"tablets_order\":[10008,10007]"));

        JsonNode json = JsonMapper.builder().build().readTree(SnapshotInfoWriter.write(info));

        assertThat(json.properties())
                .extracting(entry -> entry.getKey())
                .containsExactly(
                        "name",
                        "database",
                        "id",
                        "backup_time",
                        "meta_version",
                        "backup_result",
                        "content",
                        "backup_objects",
                        "new_backup_objects");
        assertThat(json.path("backup_result").asText()).isEqualTo("succeed");
        JsonNode index = json.at("/backup_objects/table1/partitions/p1/indexes/rollup1");
        assertThat(index.path("tablets_order")).hasSize(2).allMatch(JsonNode::isTextual);
        assertThat(index.at("/tablets/10008/0").asText()).isEqualTo("10008.hdr." + MD5);
    }

    @Test
    void anInfoWrittenByDorisIsRead() throws IOException {
        SnapshotInfo info = read(dorisInfo("\"tablets_order\":[\"10008\",\"10007\"]"));

        assertThat(info.label()).isEqualTo("snap1");
        assertThat(info.database()).isEqualTo("db1");
        assertThat(info.databaseId()).isEqualTo(10000);
        assertThat(info.backupTime()).isEqualTo(Instant.ofEpochMilli(1522231864000L));
        assertThat(info.content()).isEqualTo(Content.ALL);
        assertThat(info.origin()).isEmpty();
        assertThat(info.table("empty").orElseThrow().partitions()).isEmpty();
        SnapshotPartition partition =
                info.table("table1").orElseThrow().partition("p1").orElseThrow();
        assertThat(partition.version()).isEqualTo(10);
        SnapshotIndex index = partition.indexes().get(0);
        assertThat(index.schemaHash()).isEqualTo(3473401);
        assertThat(index.tablets()).extracting(SnapshotTablet::id).containsExactly(10008L, 10007L);
        assertThat(index.tablets().get(0).files())
                .extracting(ChecksummedName::name)
                .containsExactly("10008.hdr", "0200_0.dat");
    }

    @Test
    void theOrderOfTabletsMayBeNumbers() throws IOException {
        assertThat(order("\"tablets_order\":[10008,10007]")).containsExactly(10008L, 10007L);
    }

    @Test
    void withoutAnOrderTheTabletsAreInNumericOrder() throws IOException {
        assertThat(order("\"unknown\":{}")).containsExactly(10007L, 10008L);
    }

    @Test
    void anOrderThatDoesNotFitTheTabletsIsRefused() {
        assertThatThrownBy(() -> order("\"tablets_order\":[10008,10009]"))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("10009");
        assertThatThrownBy(() -> order("\"tablets_order\":[10008]"))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("10007");
    }

    @Test
    void aLaterFormatIsRefusedWithTheVersionThatWroteIt() {
        String json = dorisInfo("\"tablets_order\":[]")
                .replaceFirst("\\{", "{\"nineveh\":{\"format\":2,\"version\":\"9.9\"},");

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("9.9");
    }

    private static List<Long> order(String order) throws IOException {
        return read(dorisInfo(order)).table("table1").orElseThrow().partition("p1").orElseThrow().indexes().stream()
                .flatMap(index -> index.tablets().stream())
                .map(SnapshotTablet::id)
                .toList();
    }

    private static SnapshotInfo read(String json) throws IOException {
        return SnapshotInfoReader.read(json.getBytes(UTF_8), "__info_2018-03-28-18-11-04");
    }

    /** As Doris writes it, with keys that only Doris has. */
    private static String dorisInfo(String order) {
        return """
                {"name":"snap1","database":"db1","id":10000,"backup_time":1522231864000,"meta_version":87,
                 "content":"ALL","backup_result":"succeed","major_version":2,"tablet_be_map":{"10007":10002},
                 "backup_objects":{"empty":{"id":10020,"partitions":{}},"table1":{"id":10001,"partitions":{"p1":{"id":10007,
                   "version":10,"indexes":{"rollup1":{"id":10009,"schema_hash":3473401,
                     "tablets":{"10008":["10008.hdr.@","0200_0.dat.@"],"10007":["10007.hdr.@"]},
                     %s}}}}}},
                 "new_backup_objects":{"views":[{"id":"10030","name":"view1"}],"odbc_tables":[]},
                 "extra_info":{"token":"x"}}
                """.formatted(order).replace("@", MD5);
    }
}
