package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AddPartitionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateTableAsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateTableLikeContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DescribeTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropPartitionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.IfNotExistsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.QualifiedNameContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ReplacePartitionsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowCreateTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowDataContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowPartitionsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowTablesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowTabletsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.TableOptionsContext;
import io.nineveh.server.sql.tables.AddPartition;
import io.nineveh.server.sql.tables.CreateTable;
import io.nineveh.server.sql.tables.CreateTableAs;
import io.nineveh.server.sql.tables.CreateTableLike;
import io.nineveh.server.sql.tables.CreateTemporaryTable;
import io.nineveh.server.sql.tables.DescribeTable;
import io.nineveh.server.sql.tables.DropPartition;
import io.nineveh.server.sql.tables.DropTable;
import io.nineveh.server.sql.tables.IndexDefinition;
import io.nineveh.server.sql.tables.ReplacePartitions;
import io.nineveh.server.sql.tables.ShowCreateTable;
import io.nineveh.server.sql.tables.ShowData;
import io.nineveh.server.sql.tables.ShowPartitions;
import io.nineveh.server.sql.tables.ShowTables;
import io.nineveh.server.sql.tables.ShowTablets;
import io.nineveh.server.sql.tables.TableCreation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The statements about tables and their partitions. */
final class TableStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(
            CreateTable.FORM,
            CreateTableLike.FORM,
            CreateTableAs.FORM,
            CreateTemporaryTable.FORM,
            DropTable.FORM,
            AddPartition.FORM,
            DropPartition.FORM,
            ReplacePartitions.FORM,
            ShowTables.FORM,
            ShowCreateTable.FORM,
            ShowPartitions.FORM,
            ShowTablets.FORM,
            ShowData.FORM,
            DescribeTable.FORM);

    @Override
    public Statement visitCreateTable(CreateTableContext context) {
        return creation(
                context.TEMPORARY(),
                createTable(
                        context.qualifiedName(),
                        context.ifNotExists(),
                        context.columnDefinition().stream()
                                .map(TableParts::column)
                                .toList(),
                        context.indexDefinition().stream()
                                .map(IndexParts::index)
                                .toList(),
                        context.tableOptions()));
    }

    @Override
    public Statement visitCreateTableLike(CreateTableLikeContext context) {
        return creation(
                context.TEMPORARY(),
                new CreateTableLike(
                        Names.qualifiedName(context.qualifiedName(0)),
                        Names.ifNotExists(context.ifNotExists()),
                        Names.qualifiedName(context.qualifiedName(1))));
    }

    @Override
    public Statement visitCreateTableAs(CreateTableAsContext context) {
        return creation(
                context.TEMPORARY(),
                new CreateTableAs(
                        createTable(
                                context.qualifiedName(),
                                context.ifNotExists(),
                                List.of(),
                                List.of(),
                                context.tableOptions()),
                        Names.names(context.identifierList()),
                        Names.text(context.query())));
    }

    private static Statement creation(TerminalNode temporary, TableCreation creation) {
        return temporary == null ? creation : new CreateTemporaryTable(creation);
    }

    private static CreateTable createTable(
            QualifiedNameContext name,
            IfNotExistsContext ifNotExists,
            List<Column> columns,
            List<IndexDefinition> indexes,
            TableOptionsContext options) {
        if (options.ENGINE() != null && !Names.name(options.identifier()).equalsIgnoreCase("OLAP")) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "ENGINE %s is not supported: write ENGINE = OLAP, or leave it out"
                            .formatted(Names.name(options.identifier())));
        }
        if (options.rollups() != null) {
            throw IndexStatements.withoutRollups("ROLLUP");
        }
        return new CreateTable(
                Names.qualifiedName(name),
                Names.ifNotExists(ifNotExists),
                columns,
                indexes,
                TableParts.keys(options.keys()),
                TableParts.comment(options.comment()),
                TableParts.partitioning(options.partitioning()),
                TableParts.distribution(options.distribution()),
                Names.properties(options.properties()));
    }

    @Override
    public Statement visitDropTable(DropTableContext context) {
        return new DropTable(Names.qualifiedName(context.qualifiedName()), Names.ifExists(context.ifExists()));
    }

    @Override
    public Statement visitAddPartition(AddPartitionContext context) {
        return new AddPartition(
                Names.qualifiedName(context.qualifiedName()),
                Names.kind(context.TEMPORARY()),
                TableParts.partition(context.partitionDefinition()));
    }

    @Override
    public Statement visitDropPartition(DropPartitionContext context) {
        return new DropPartition(
                Names.qualifiedName(context.qualifiedName()),
                Names.kind(context.TEMPORARY()),
                Names.name(context.identifier()),
                Names.ifExists(context.ifExists()));
    }

    @Override
    public Statement visitReplacePartitions(ReplacePartitionsContext context) {
        PartitionNames replacements = Names.partitions(context.partitionNames(1));
        if (replacements.kind() != PartitionKind.TEMPORARY) {
            throw new RefusedException(
                    Reason.INVALID, "Partitions are replaced by temporary ones: write WITH TEMPORARY PARTITION (…)");
        }
        Map<String, String> properties = new HashMap<>(Names.properties(context.properties()));
        boolean isStrict = isSet(properties, "strict_range", "true");
        boolean areNamesKept = isSet(properties, "use_temp_partition_name", "false");
        if (!properties.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "REPLACE PARTITION has the properties \"strict_range\" and \"use_temp_partition_name\"; it does not take %s"
                            .formatted(properties.keySet()));
        }
        return new ReplacePartitions(
                Names.qualifiedName(context.qualifiedName()),
                Names.names(context.partitionNames(0)),
                replacements.names(),
                isStrict ? ReplacePartitions.Rows.SAME : ReplacePartitions.Rows.OTHER,
                areNamesKept ? ReplacePartitions.Names.THEIR_OWN : ReplacePartitions.Names.OF_REPLACED);
    }

    private static boolean isSet(Map<String, String> properties, String name, String otherwise) {
        String value = Optional.ofNullable(properties.remove(name)).orElse(otherwise);
        if (!List.of("true", "false").contains(value.toLowerCase(Locale.ROOT))) {
            throw new RefusedException(
                    Reason.INVALID, "\"%s\" is \"true\" or \"false\", and not \"%s\"".formatted(name, value));
        }
        return value.equalsIgnoreCase("true");
    }

    @Override
    public Statement visitShowTables(ShowTablesContext context) {
        return ShowParts.named(
                context.shownNames(),
                names -> new ShowTables(Names.database(context.inDatabase()), Names.detail(context.FULL()), names));
    }

    @Override
    public Statement visitShowCreateTable(ShowCreateTableContext context) {
        return new ShowCreateTable(Names.qualifiedName(context.qualifiedName()));
    }

    @Override
    public Statement visitShowPartitions(ShowPartitionsContext context) {
        return new ShowPartitions(
                Names.qualifiedName(context.qualifiedName()),
                Names.kind(context.TEMPORARY()),
                ShowParts.selection(context.rowSelection()));
    }

    @Override
    public Statement visitShowTablets(ShowTabletsContext context) {
        return new ShowTablets(
                Names.qualifiedName(context.qualifiedName()),
                Names.names(context.partitionNames()),
                ShowParts.selection(context.rowSelection()));
    }

    @Override
    public Statement visitShowData(ShowDataContext context) {
        return new ShowData(Optional.ofNullable(context.qualifiedName()).map(Names::qualifiedName));
    }

    @Override
    public Statement visitDescribeTable(DescribeTableContext context) {
        return new DescribeTable(Names.qualifiedName(context.qualifiedName()));
    }
}
