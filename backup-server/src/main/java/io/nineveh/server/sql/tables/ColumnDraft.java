package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import io.nineveh.server.sql.ObjectNames;
import io.nineveh.server.sql.tables.ColumnChange.Position;
import io.nineveh.tablet.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The columns that a table is to have, while changes are made one after another. */
final class ColumnDraft {
    private final Table table;
    private final List<Drafted> columns = new ArrayList<>();

    /** @param source the column of the table whose values it takes; empty: its default */
    private record Drafted(Column column, Optional<String> source) {}

    ColumnDraft(Table table) {
        this.table = table;
        table.schema().columns().forEach(column -> columns.add(new Drafted(column, Optional.of(column.name()))));
    }

    /**
     * Makes a change.
     *
     * @throws RefusedException when it cannot be made
     */
    void make(ColumnChange change) {
        if (change instanceof ColumnChange.Add add) {
            add(add.column(), add.position());
        } else if (change instanceof ColumnChange.Drop drop) {
            drop(drop.name());
        } else if (change instanceof ColumnChange.Modify modify) {
            modify(modify.column(), modify.position());
        } else if (change instanceof ColumnChange.Rename rename) {
            rename(rename.name(), rename.newName());
        }
    }

    private void add(Column column, Optional<Position> position) {
        requireNew(column.name());
        requireValidDefault(column);
        if (!column.isNullable() && column.defaultValue().isEmpty()) {
            throw invalid("Column '%s' is NOT NULL and needs a DEFAULT, for the rows that are there"
                    .formatted(column.name()));
        }
        int behindKeys = (int)
                columns.stream().filter(drafted -> drafted.column().isKey()).count();
        int index = position.map(this::index).orElse(column.isKey() ? behindKeys : columns.size());
        columns.add(index, new Drafted(column, Optional.empty()));
    }

    private void drop(String name) {
        Drafted dropped = columns.get(indexOf(name));
        requireNotDividing(dropped, "dropped");
        if (dropped.column().isKey() && table.schema().keysType() != KeysType.DUPLICATE) {
            throw invalid(
                    "Column '%s' belongs to the %s KEY and cannot be dropped: rows that it tells apart would become one"
                            .formatted(name, table.schema().keysType()));
        }
        columns.remove(dropped);
        if (columns.stream().allMatch(drafted -> drafted.source().isEmpty())) {
            throw invalid("Column '%s' is the last one that the table has; DROP TABLE drops the table".formatted(name));
        }
    }

    private void modify(Column column, Optional<Position> position) {
        int index = indexOf(column.name());
        Drafted before = columns.get(index);
        requireValidDefault(column);
        boolean isOtherType = !before.column().type().equals(column.type());
        if (isOtherType) {
            requireNotDividing(before, "given another type");
        }
        if (isOtherType && before.column().isKey() && table.schema().keysType() != KeysType.DUPLICATE) {
            throw invalid(
                    "Column '%s' belongs to the %s KEY and cannot be given another type: different keys might become equal"
                            .formatted(column.name(), table.schema().keysType()));
        }
        if (before.column().isKey() != column.isKey()
                || !before.column().aggregation().equals(column.aggregation())) {
            throw invalid("Column '%s' is%s; write the same in MODIFY COLUMN"
                    .formatted(
                            column.name(),
                            before.column().isKey()
                                    ? " a KEY"
                                    : before.column()
                                            .aggregation()
                                            .map(" %s"::formatted)
                                            .orElse(" neither a KEY nor aggregated")));
        }
        columns.remove(index);
        columns.add(
                position.map(this::index).orElse(index),
                new Drafted(renamed(column, before.column().name()), before.source()));
    }

    private void rename(String name, String newName) {
        int index = indexOf(name);
        Drafted before = columns.get(index);
        requireNotDividing(before, "renamed");
        requireNew(newName);
        columns.set(index, new Drafted(renamed(before.column(), newName), before.source()));
    }

    private static Column renamed(Column column, String name) {
        return new Column(
                name,
                column.type(),
                column.isKey(),
                column.isNullable(),
                column.defaultValue(),
                column.comment(),
                column.aggregation());
    }

    /**
     * What it has come to.
     *
     * @throws RefusedException when these columns cannot be those of a table
     */
    SchemaChange finish() {
        List<Column> all = columns.stream().map(Drafted::column).toList();
        List<String> keys = all.stream().filter(Column::isKey).map(Column::name).toList();
        TableSchema schema = KeyColumns.schema(
                all, Optional.of(new KeysDefinition(table.schema().keysType(), keys)));
        return new SchemaChange(schema, columns.stream().map(Drafted::source).toList());
    }

    private int index(Position position) {
        return position.after().map(name -> indexOf(name) + 1).orElse(0);
    }

    private int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).column().name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new RefusedException(Reason.UNKNOWN_COLUMN, "Unknown column '%s' in '%s'".formatted(name, table.name()));
    }

    private void requireNew(String name) {
        ObjectNames.requireValidColumn(name);
        if (columns.stream().anyMatch(drafted -> drafted.column().name().equalsIgnoreCase(name))) {
            throw invalid("Duplicate column name '%s'".formatted(name));
        }
    }

    private static void requireValidDefault(Column column) {
        column.defaultValue()
                .filter(value -> !ColumnLiteral.isNow(column.type(), value))
                .ifPresent(value -> {
                    String unused = ColumnLiteral.normalize(column.name(), column.type(), value);
                });
    }

    /** The rows lie where the values of these columns have put them. */
    private void requireNotDividing(Drafted column, String what) {
        Stream.concat(table.partitioning().columns().stream(), table.distribution().columns().stream())
                .filter(name -> column.source().filter(name::equalsIgnoreCase).isPresent())
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("Column '%s' divides the rows among partitions or buckets and cannot be %s"
                            .formatted(name, what));
                });
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}
