package io.nineveh.server.sql.tables;

import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.catalog.Partitioning;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.user.Privilege;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.ObjectNames;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.access.Need;
import io.nineveh.tablet.TableName;
import java.util.List;

/** {@code CREATE TABLE … LIKE}. */
public record CreateTableLike(QualifiedName table, IfNotExists ifNotExists, QualifiedName model)
        implements TableCreation {
    public static final StatementForm FORM = new StatementForm(
            "CREATE TABLE",
            "CREATE TABLE [IF NOT EXISTS] [database.]table LIKE [database.]other",
            "CREATE_PRIV on the table, and any privilege on the other",
            "Creates a table with the columns, indexes, partitions and properties of another, without its rows.");

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of(Need.onObject(Privilege.CREATE, context.object(table)), Need.toSeeObject(context.object(model)));
    }

    @Override
    public CreateTableLike in(String database) {
        return new CreateTableLike(QualifiedName.of(database, table.name()), ifNotExists, model);
    }

    @Override
    public Outcome execute(StatementContext context) {
        ObjectNames.requireValid("table", table.name());
        TableName made = context.object(table);
        if (CreateTable.isThere(made, ifNotExists, context.parts())) {
            return Outcome.ok();
        }
        TableName other = context.meant(model);
        Table like = context.parts().catalog().requireTable(other.database(), other.table());
        CreateTable.create(made.database(), (change, backendId) -> copy(like, change, backendId), context.parts());
        return Outcome.ok();
    }

    private Table copy(Table like, CatalogChange change, long backendId) {
        Table empty = new Table(
                change.newId(),
                table.name(),
                like.schema(),
                like.partitioning(),
                like.distribution(),
                like.properties(),
                like.comment(),
                List.of(),
                like.indexes(),
                List.of());
        List<NamedRange> ranges = like.partitions().stream()
                .map(partition -> new NamedRange(
                        like.partitioning().kind() == Partitioning.Kind.UNPARTITIONED ? table.name() : partition.name(),
                        partition.range()))
                .toList();
        return empty.withPartitions(Tablets.plan(change, backendId, empty, ranges));
    }
}
