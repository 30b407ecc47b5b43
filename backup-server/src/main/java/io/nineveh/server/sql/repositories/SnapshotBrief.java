package io.nineveh.server.sql.repositories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a snapshot holds, in short: no ids, no files. The form is Doris' own. */
final class SnapshotBrief {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SnapshotBrief() {}

    static String json(SnapshotInfo info) {
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("name", info.label());
        brief.put("database", info.database());
        brief.put("backup_time", info.backupTime().toEpochMilli());
        brief.put("content", info.content().name().toLowerCase(Locale.ROOT));
        brief.put(
                "olap_table_list",
                info.tables().stream()
                        .map(table -> Map.of(
                                "name",
                                table.name(),
                                "partition_names",
                                table.partitions().stream()
                                        .map(SnapshotPartition::name)
                                        .toList()))
                        .toList());
        brief.put(
                "view_list",
                info.views().stream()
                        .map(SnapshotView::name)
                        .map(name -> Map.of("name", name))
                        .toList());
        brief.put("odbc_table_list", List.of());
        brief.put("odbc_resource_list", List.of());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(brief);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts can always be written", e);
        }
    }
}
