package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotIndex;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotOrigin;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTable;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTablet;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotView;
import io.nineveh.backup.repository.SnapshotInfo.StoredFile;
import java.util.Map;
import java.util.TreeMap;

/** Writes {@code __info}. Equal snapshots give equal bytes. */
final class SnapshotInfoWriter {
    static final int FORMAT = 1;
    /** The form of {@code __meta}; Doris numbers its own from 1 too, and has long left this one behind. */
    private static final int META_VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SnapshotInfoWriter() {}

    static byte[] write(SnapshotInfo info) {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", info.label());
        root.put("database", info.database());
        root.put("id", info.databaseId());
        root.put("backup_time", info.backupTime().toEpochMilli());
        root.put("meta_version", META_VERSION);
        root.put("backup_result", "succeed");
        root.put("content", info.content().name());
        ObjectNode objects = root.putObject("backup_objects");
        info.tables().forEach(table -> writeTable(table, objects.putObject(table.name())));
        ArrayNode views = root.putObject("new_backup_objects").putArray("views");
        for (SnapshotView view : info.views()) {
            views.addObject().put("id", view.id()).put("name", view.name());
        }
        info.origin().ifPresent(origin -> writeOrigin(origin, root.putObject("nineveh")));
        try {
            return JSON.writeValueAsString(root).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of plain values can be written", e);
        }
    }

    private static void writeTable(SnapshotTable table, ObjectNode node) {
        node.put("id", table.id());
        ObjectNode partitions = node.putObject("partitions");
        for (SnapshotPartition partition : table.partitions()) {
            ObjectNode child = partitions.putObject(partition.name());
            child.put("id", partition.id());
            child.put("version", partition.version());
            child.put("version_hash", 0);
            ObjectNode indexes = child.putObject("indexes");
            partition.indexes().forEach(index -> writeIndex(index, indexes.putObject(index.name())));
        }
    }

    private static void writeIndex(SnapshotIndex index, ObjectNode node) {
        node.put("id", index.id());
        node.put("schema_hash", index.schemaHash());
        ObjectNode tablets = node.putObject("tablets");
        for (SnapshotTablet tablet : index.tablets()) {
            ArrayNode files = tablets.putArray(Long.toString(tablet.id()));
            tablet.files().forEach(file -> files.add(file.toString()));
        }
        // as text: the oldest reader takes nothing else
        ArrayNode order = node.putArray("tablets_order");
        index.tablets().forEach(tablet -> order.add(Long.toString(tablet.id())));
    }

    private static void writeOrigin(SnapshotOrigin origin, ObjectNode node) {
        node.put("format", FORMAT);
        node.put("version", origin.version());
        node.put("cluster_id", origin.clusterId());
        node.put("finish_time", origin.finishTime().toEpochMilli());
        origin.expireTime().ifPresent(time -> node.put("expire_time", time.toEpochMilli()));
        origin.base()
                .ifPresent(base -> node.putObject("base")
                        .put("label", base.label())
                        .put("timestamp", base.timestamp().text()));
        origin.meta().ifPresent(md5 -> node.put("meta", md5.toString()));
        ObjectNode files = node.putObject("files");
        for (Map.Entry<String, StoredFile> file : new TreeMap<>(origin.files()).entrySet()) {
            ObjectNode child =
                    files.putObject(file.getKey()).put("size", file.getValue().size());
            file.getValue().heldBy().ifPresent(label -> child.put("in", label));
        }
    }
}
