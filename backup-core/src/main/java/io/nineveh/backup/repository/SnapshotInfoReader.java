package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nineveh.backup.repository.SnapshotInfo.Content;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotBase;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotIndex;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotOrigin;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotPartition;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTable;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotTablet;
import io.nineveh.backup.repository.SnapshotInfo.SnapshotView;
import io.nineveh.backup.repository.SnapshotInfo.StoredFile;
import io.nineveh.broker.api.Md5;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code __info}, whoever wrote it: unknown keys are passed over, objects may be empty, {@code tablets_order} may be
 * numbers, texts or absent (the tablets are in numeric order then).
 */
final class SnapshotInfoReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String file;

    private SnapshotInfoReader(String file) {
        this.file = file;
    }

    /** Reads the content of a file, which is named in the message when that cannot be read. */
    static SnapshotInfo read(byte[] json, String file) throws CorruptFileException {
        try {
            return new SnapshotInfoReader(file).info(JSON.readTree(new String(json, UTF_8)));
        } catch (JsonProcessingException e) {
            throw new CorruptFileException(
                    "%s does not describe a snapshot: it is not JSON. Use another snapshot".formatted(file), e);
        }
    }

    private SnapshotInfo info(JsonNode root) throws CorruptFileException {
        List<SnapshotTable> tables = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root.path("backup_objects").properties()) {
            tables.add(table(entry.getKey(), entry.getValue()));
        }
        List<SnapshotView> views = new ArrayList<>();
        for (JsonNode view : root.path("new_backup_objects").path("views")) {
            views.add(new SnapshotView(number(view, "id"), text(view, "name")));
        }
        return new SnapshotInfo(
                text(root, "name"),
                text(root, "database"),
                number(root, "id"),
                Instant.ofEpochMilli(number(root, "backup_time")),
                root.path("content").asText().equals(Content.METADATA_ONLY.name())
                        ? Content.METADATA_ONLY
                        : Content.ALL,
                tables,
                views,
                root.path("nineveh").isObject() ? Optional.of(origin(root.get("nineveh"))) : Optional.empty());
    }

    private SnapshotTable table(String name, JsonNode node) throws CorruptFileException {
        List<SnapshotPartition> partitions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.path("partitions").properties()) {
            JsonNode partition = entry.getValue();
            List<SnapshotIndex> indexes = new ArrayList<>();
            for (Map.Entry<String, JsonNode> index : partition.path("indexes").properties()) {
                indexes.add(index(index.getKey(), index.getValue()));
            }
            partitions.add(new SnapshotPartition(
                    entry.getKey(), number(partition, "id"), number(partition, "version"), indexes));
        }
        return new SnapshotTable(name, number(node, "id"), partitions);
    }

    private SnapshotIndex index(String name, JsonNode node) throws CorruptFileException {
        Map<Long, SnapshotTablet> tablets = new TreeMap<>(Comparator.naturalOrder());
        for (Map.Entry<String, JsonNode> entry : node.path("tablets").properties()) {
            SnapshotTablet tablet = tablet(entry.getKey(), entry.getValue());
            tablets.put(tablet.id(), tablet);
        }
        return new SnapshotIndex(
                name, number(node, "id"), Math.toIntExact(number(node, "schema_hash")), ordered(name, tablets, node));
    }

    private List<SnapshotTablet> ordered(String index, Map<Long, SnapshotTablet> tablets, JsonNode node)
            throws CorruptFileException {
        JsonNode order = node.path("tablets_order");
        if (order.isEmpty()) {
            return List.copyOf(tablets.values());
        }
        Map<Long, SnapshotTablet> remaining = new HashMap<>(tablets);
        List<SnapshotTablet> ordered = new ArrayList<>();
        for (JsonNode id : order) {
            SnapshotTablet tablet = remaining.remove(id.asLong());
            if (tablet == null) {
                throw wrong("tablets_order of index %s names tablet %s, which it does not have".formatted(index, id));
            }
            ordered.add(tablet);
        }
        if (!remaining.isEmpty()) {
            throw wrong("tablets_order of index %s leaves out tablets %s".formatted(index, remaining.keySet()));
        }
        return ordered;
    }

    private SnapshotTablet tablet(String id, JsonNode files) throws CorruptFileException {
        List<ChecksummedName> names = new ArrayList<>();
        for (JsonNode name : files) {
            names.add(ChecksummedName.parse(name.asText())
                    .orElseThrow(() -> wrong("tablet %s has a file '%s' whose name does not end in an MD5"
                            .formatted(id, name.asText()))));
        }
        try {
            return new SnapshotTablet(Long.parseLong(id), names);
        } catch (NumberFormatException e) {
            throw wrong("'%s' is not the id of a tablet".formatted(id));
        }
    }

    private SnapshotOrigin origin(JsonNode node) throws CorruptFileException {
        long format = number(node, "format");
        if (format != SnapshotInfoWriter.FORMAT) {
            throw wrong(
                    "it is of format %d, and this version reads format %d. Read it with the version that wrote it (%s)"
                            .formatted(
                                    format,
                                    SnapshotInfoWriter.FORMAT,
                                    node.path("version").asText("unknown")));
        }
        Map<String, StoredFile> files = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path("files").properties()) {
            files.put(
                    entry.getKey(),
                    new StoredFile(
                            number(entry.getValue(), "size"),
                            Optional.ofNullable(entry.getValue().path("in").textValue())));
        }
        return new SnapshotOrigin(
                text(node, "version"),
                text(node, "cluster_id"),
                Instant.ofEpochMilli(number(node, "finish_time")),
                node.has("expire_time")
                        ? Optional.of(Instant.ofEpochMilli(number(node, "expire_time")))
                        : Optional.empty(),
                node.has("base") ? Optional.of(base(node.get("base"))) : Optional.empty(),
                node.has("meta") ? Optional.of(md5(text(node, "meta"))) : Optional.empty(),
                files);
    }

    private SnapshotBase base(JsonNode node) throws CorruptFileException {
        String timestamp = text(node, "timestamp");
        if (!SnapshotTimestamp.isValid(timestamp)) {
            throw wrong("its base has the timestamp '%s'".formatted(timestamp));
        }
        return new SnapshotBase(text(node, "label"), new SnapshotTimestamp(timestamp));
    }

    private Md5 md5(String text) throws CorruptFileException {
        if (!Md5.isHex(text)) {
            throw wrong("'%s' is not an MD5".formatted(text));
        }
        return new Md5(text);
    }

    private String text(JsonNode node, String key) throws CorruptFileException {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw wrong("'%s' is missing or no text".formatted(key));
        }
        return value.textValue();
    }

    private long number(JsonNode node, String key) throws CorruptFileException {
        JsonNode value = node.path(key);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        try {
            return Long.parseLong(value.asText());
        } catch (NumberFormatException e) {
            throw wrong("'%s' is missing or no number".formatted(key));
        }
    }

    private CorruptFileException wrong(String what) {
        return new CorruptFileException(
                "%s does not describe a snapshot that can be used: %s. Use another snapshot".formatted(file, what));
    }
}
