package io.nineveh.server.sql.repositories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTable;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a snapshot holds, in short: no ids, no files. The form is Doris' own, down to the line breaks. */
final class SnapshotBrief {
    private static final ObjectWriter JSON = JsonMapper.builder().build().writer(printer());

    private SnapshotBrief() {}

    static String json(SnapshotInfo info) {
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("name", info.label());
        brief.put("database", info.database());
        brief.put("backup_time", info.backupTime().toEpochMilli());
        brief.put("content", info.content().name());
        brief.put(
                "olap_table_list",
                info.tables().stream().map(SnapshotBrief::table).toList());
        brief.put(
                "view_list",
                info.views().stream()
                        .map(SnapshotView::name)
                        .map(name -> Map.of("name", name))
                        .toList());
        brief.put("odbc_table_list", List.of());
        brief.put("odbc_resource_list", List.of());
        try {
            return JSON.writeValueAsString(brief);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and texts can always be written", e);
        }
    }

    private static Map<String, Object> table(SnapshotTable table) {
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("name", table.name());
        brief.put(
                "partition_names",
                table.partitions().stream().map(SnapshotPartition::name).toList());
        return brief;
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator(""));
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return printer;
    }
}
