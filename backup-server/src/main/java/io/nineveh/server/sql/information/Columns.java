package io.nineveh.server.sql.information;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.tables.ShownColumn;
import io.nineveh.tablet.MadeTable;
import io.nineveh.tablet.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code information_schema.columns}: those of tables and views. A view that does not fit what it reads has none. */
final class Columns {
    private static final int BYTES_PER_CHARACTER = 4;
    private static final long LONGEST_TEXT = Integer.MAX_VALUE;

    private Columns() {}

    static MadeTable made(StatementContext context) {
        TableDraft table = TableDraft.of(
                "TABLE_CATALOG",
                "TABLE_SCHEMA",
                "TABLE_NAME",
                "COLUMN_NAME",
                "ORDINAL_POSITION:BIGINT",
                "COLUMN_DEFAULT",
                "IS_NULLABLE:IGNORING_CASE",
                "DATA_TYPE",
                "CHARACTER_MAXIMUM_LENGTH:BIGINT",
                "CHARACTER_OCTET_LENGTH:BIGINT",
                "NUMERIC_PRECISION:BIGINT",
                "NUMERIC_SCALE:BIGINT",
                "DATETIME_PRECISION:BIGINT",
                "CHARACTER_SET_NAME",
                "COLLATION_NAME",
                "COLUMN_TYPE",
                "COLUMN_KEY",
                "EXTRA:IGNORING_CASE",
                "PRIVILEGES",
                "COLUMN_COMMENT",
                "GENERATION_EXPRESSION");
        Schemata.seen(context)
                .forEach(database -> names(database)
                        .map(name -> new TableName(database.name(), name))
                        .filter(name -> context.access().sees(name))
                        .forEach(name -> addTo(table, name, database, context)));
        return table.made();
    }

    private static Stream<String> names(Database database) {
        return Stream.concat(
                        database.tables().stream().map(Table::name),
                        database.views().stream().map(view -> view.name()))
                .sorted();
    }

    private static void addTo(TableDraft table, TableName name, Database database, StatementContext context) {
        String keys = database.table(name.table())
                .map(found -> found.schema().keysType().name().substring(0, 3))
                .orElse("");
        List<ShownColumn> columns = shown(name, context);
        for (int i = 0; i < columns.size(); i++) {
            ShownColumn column = columns.get(i);
            ColumnType type = column.type();
            Optional<String> length = length(type);
            Optional<String> isText = length.map(any -> "");
            table.row(List.of(
                    TableDraft.CATALOG,
                    Optional.of(name.database()),
                    Optional.of(name.table()),
                    Optional.of(column.name()),
                    Optional.of(Integer.toString(i + 1)),
                    column.defaultValue(),
                    Optional.of(column.isNullable() ? "YES" : "NO"),
                    Optional.of(dataType(type)),
                    length,
                    length.map(characters ->
                            Long.toString(Math.min(LONGEST_TEXT, Long.parseLong(characters) * BYTES_PER_CHARACTER))),
                    precision(type),
                    scale(type),
                    type.kind() == Kind.DATETIME ? Optional.of(Integer.toString(type.precision())) : Optional.empty(),
                    isText.flatMap(any -> Schemata.CHARACTER_SET),
                    isText.flatMap(any -> Schemata.COLLATION),
                    Optional.of(
                            type.kind() == Kind.BOOLEAN
                                    ? "tinyint(1)"
                                    : type.toString().toLowerCase(Locale.ROOT)),
                    Optional.of(column.isKey() ? keys : ""),
                    Optional.of(column.aggregation()
                            .filter(how -> !how.equals("NONE"))
                            .orElse("")),
                    Optional.of(""),
                    Optional.of(column.comment()),
                    Optional.of("")));
        }
    }

    private static List<ShownColumn> shown(TableName name, StatementContext context) {
        try {
            return ShownColumn.of(QualifiedName.of(name.database(), name.table()), context);
        } catch (RefusedException e) {
            return List.of();
        }
    }

    /** The nearest that drivers of MySQL know. */
    private static String dataType(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "tinyint";
            case STRING -> "text";
            default -> type.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    private static Optional<String> length(ColumnType type) {
        return switch (type.kind()) {
            case CHAR, VARCHAR -> Optional.of(Integer.toString(type.precision()));
            case STRING, JSON -> Optional.of(Long.toString(LONGEST_TEXT));
            default -> Optional.empty();
        };
    }

    private static Optional<String> precision(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Optional.of("1");
            case TINYINT -> Optional.of("3");
            case SMALLINT -> Optional.of("5");
            case INT -> Optional.of("10");
            case BIGINT -> Optional.of("19");
            case LARGEINT -> Optional.of("39");
            case FLOAT -> Optional.of("12");
            case DOUBLE -> Optional.of("22");
            case DECIMAL -> Optional.of(Integer.toString(type.precision()));
            default -> Optional.empty();
        };
    }

    private static Optional<String> scale(ColumnType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INT, BIGINT, LARGEINT, BOOLEAN -> Optional.of("0");
            case DECIMAL -> Optional.of(Integer.toString(type.scale()));
            default -> Optional.empty();
        };
    }
}
