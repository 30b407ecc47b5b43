package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.TableIndex;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import io.nineveh.server.sql.ObjectNames;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An index as a statement describes it.
 *
 * @param kind as it is written; empty: inverted
 */
public record IndexDefinition(
        String name, List<String> columns, Optional<String> kind, Map<String, String> properties, String comment) {
    private static final Set<Kind> TEXTS = EnumSet.of(Kind.CHAR, Kind.VARCHAR, Kind.STRING);
    private static final String GRAM_SIZE = "gram_size";
    private static final String FILTER_SIZE = "bf_size";

    /** The properties of an inverted index that say how texts are divided into words. */
    private static final Set<String> OF_WORDS = Set.of(
            "parser",
            "parser_mode",
            "support_phrase",
            "char_filter_type",
            "char_filter_pattern",
            "char_filter_replacement",
            "ignore_above",
            "lower_case",
            "stopwords",
            "dict_compression",
            "analyzer",
            "normalizer");

    public IndexDefinition {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(comment, "comment");
        columns = List.copyOf(columns);
        properties = Map.copyOf(properties);
    }

    /**
     * The index over a table.
     *
     * @throws RefusedException when a table with these columns cannot have it
     */
    TableIndex over(TableSchema schema) {
        ObjectNames.requireValid("index", name);
        TableIndex.Kind known = knownKind();
        List<String> spelled =
                columns.stream().map(column -> column(schema, column).name()).toList();
        Map<String, String> all = new HashMap<>(properties);
        if (known == TableIndex.Kind.NGRAM_BF) {
            all.putIfAbsent(GRAM_SIZE, "2");
            all.putIfAbsent(FILTER_SIZE, "256");
        }
        TableIndex index = new TableIndex(name, spelled, known, all, comment);
        requireFits(index, schema);
        return index;
    }

    private TableIndex.Kind knownKind() {
        String word = kind.orElse(TableIndex.Kind.INVERTED.name());
        return Arrays.stream(TableIndex.Kind.values())
                .filter(known -> known.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> invalid("unknown index type %s of index '%s'; use one of %s"
                        .formatted(word, name, Arrays.toString(TableIndex.Kind.values()))));
    }

    private Column column(TableSchema schema, String column) {
        return schema.column(column)
                .orElseThrow(() -> new RefusedException(
                        Reason.UNKNOWN_COLUMN,
                        "Column does not exist in table. invalid column: '%s' of index '%s'".formatted(column, name)));
    }

    /**
     * Returns when an index is one that a table with these columns can have; they are all there.
     *
     * @throws RefusedException naming what stands against it
     */
    static void requireFits(TableIndex index, TableSchema schema) {
        if (index.columns().size() != 1) {
            throw invalid("%s index can only apply to a single column: index '%s' has %s; make one for each of them"
                    .formatted(index.kind(), index.name(), index.columns()));
        }
        Column column = schema.column(index.columns().get(0)).orElseThrow();
        if (column.type().kind() == Kind.JSON) {
            throw invalid("%s is not supported in %s index. invalid index: %s"
                    .formatted(column.type(), index.kind(), index.name()));
        }
        if (schema.keysType() == KeysType.AGGREGATE && !column.isKey()) {
            throw invalid(
                    "index should only be used in columns of DUP_KEYS/UNIQUE_KEYS table or key columns of AGG_KEYS table. invalid index: %s"
                            .formatted(index.name()));
        }
        boolean isText = TEXTS.contains(column.type().kind());
        switch (index.kind()) {
            case NGRAM_BF -> requireFitsParts(index, column, isText);
            case INVERTED -> requireFitsWords(index, column, isText);
            case BITMAP -> requireNoOther(index, Set.of());
        }
    }

    private static void requireFitsParts(TableIndex index, Column column, boolean isText) {
        if (!isText) {
            throw invalid("%s is not supported in ngram_bf index. invalid column: '%s' of index '%s'"
                    .formatted(column.type(), column.name(), index.name()));
        }
        requireNoOther(index, Set.of(GRAM_SIZE, FILTER_SIZE));
        requireNumber(index, GRAM_SIZE, 1, 255);
        requireNumber(index, FILTER_SIZE, 64, 65_535);
    }

    private static void requireFitsWords(TableIndex index, Column column, boolean isText) {
        requireNoOther(index, OF_WORDS);
        String parser = index.properties().getOrDefault("parser", "none").toLowerCase(Locale.ROOT);
        if (!isText && !parser.equals("none")) {
            throw invalid("INVERTED index with parser: %s is not supported for column: '%s' of type %s, of index '%s'"
                    .formatted(parser, column.name(), column.type(), index.name()));
        }
    }

    private static void requireNoOther(TableIndex index, Set<String> known) {
        index.properties().keySet().stream()
                .filter(key -> !known.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw invalid("%s index '%s' has no property \"%s\"".formatted(index.kind(), index.name(), key));
                });
    }

    private static void requireNumber(TableIndex index, String key, int least, int most) {
        String value = index.properties().get(key);
        boolean fits =
                value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
        if (!fits) {
            throw invalid("'%s' should be an integer between %d and %d, and of index '%s' it is %s"
                    .formatted(key, least, most, index.name(), value));
        }
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}
