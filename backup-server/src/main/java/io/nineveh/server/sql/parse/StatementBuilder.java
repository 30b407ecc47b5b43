package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.brokers.AddBroker;
import io.nineveh.server.sql.brokers.DropAllBroker;
import io.nineveh.server.sql.brokers.DropBroker;
import io.nineveh.server.sql.brokers.ShowBroker;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AddBrokerContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AddPartitionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AddressContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AlterViewContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.BackupSnapshotContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CancelBackupContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CancelRestoreContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateDatabaseContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateRepositoryContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateViewContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DescribeTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropAllBrokerContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropBrokerContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropDatabaseContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropPartitionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropRepositoryContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropViewContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.InsertIntoContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.LikeNameContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitionNamesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RestoreSnapshotContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SelectContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowBackupContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowBrokerContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowCreateRepositoryContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowCreateTableContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowCreateViewContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowDataContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowDatabasesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowPartitionsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowRepositoriesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowRestoreContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowSnapshotContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowTablesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowTabletsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.StatementContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.UseDatabaseContext;
import io.nineveh.server.sql.jobs.BackupProperties;
import io.nineveh.server.sql.jobs.BackupSnapshot;
import io.nineveh.server.sql.jobs.CancelBackup;
import io.nineveh.server.sql.jobs.CancelRestore;
import io.nineveh.server.sql.jobs.RestoreProperties;
import io.nineveh.server.sql.jobs.RestoreSnapshot;
import io.nineveh.server.sql.jobs.ShowBackup;
import io.nineveh.server.sql.jobs.ShowRestore;
import io.nineveh.server.sql.jobs.ShowRestore.Columns;
import io.nineveh.server.sql.repositories.CreateRepository;
import io.nineveh.server.sql.repositories.DropRepository;
import io.nineveh.server.sql.repositories.ShowCreateRepository;
import io.nineveh.server.sql.repositories.ShowRepositories;
import io.nineveh.server.sql.tables.AddPartition;
import io.nineveh.server.sql.tables.CreateDatabase;
import io.nineveh.server.sql.tables.CreateTable;
import io.nineveh.server.sql.tables.DescribeTable;
import io.nineveh.server.sql.tables.DropDatabase;
import io.nineveh.server.sql.tables.DropPartition;
import io.nineveh.server.sql.tables.DropTable;
import io.nineveh.server.sql.tables.InsertInto;
import io.nineveh.server.sql.tables.Select;
import io.nineveh.server.sql.tables.ShowCreateTable;
import io.nineveh.server.sql.tables.ShowData;
import io.nineveh.server.sql.tables.ShowDatabases;
import io.nineveh.server.sql.tables.ShowPartitions;
import io.nineveh.server.sql.tables.ShowTables;
import io.nineveh.server.sql.tables.ShowTablets;
import io.nineveh.server.sql.tables.UseDatabase;
import io.nineveh.server.sql.views.AlterView;
import io.nineveh.server.sql.views.CreateView;
import io.nineveh.server.sql.views.CreateView.Replacing;
import io.nineveh.server.sql.views.DropView;
import io.nineveh.server.sql.views.ShowCreateView;
import java.util.List;
import java.util.Optional;

/** Makes a statement's record from its parse tree. */
final class StatementBuilder extends NinevehSqlBaseVisitor<Statement> {
    private static final String BACKUP_WHERE =
            "Where clause should like: SnapshotName = \"your_snapshot_name\",  or SnapshotName LIKE \"matcher\"";
    private static final String RESTORE_WHERE =
            "Where clause should like: LABEL = \"your_label_name\",  or LABEL LIKE \"matcher\"";

    Statement visitStatement(StatementContext context) {
        return context.accept(this);
    }

    @Override
    public Statement visitAddBroker(AddBrokerContext context) {
        return new AddBroker(Names.name(context.identifierOrString()), addresses(context.address()));
    }

    @Override
    public Statement visitDropBroker(DropBrokerContext context) {
        return new DropBroker(Names.name(context.identifierOrString()), addresses(context.address()));
    }

    @Override
    public Statement visitDropAllBroker(DropAllBrokerContext context) {
        return new DropAllBroker(Names.name(context.identifierOrString()));
    }

    @Override
    public Statement visitShowBroker(ShowBrokerContext context) {
        return new ShowBroker();
    }

    @Override
    public Statement visitCreateRepository(CreateRepositoryContext context) {
        return new CreateRepository(Names.ifNotExists(context.ifNotExists()), RepositoryParts.definition(context));
    }

    @Override
    public Statement visitDropRepository(DropRepositoryContext context) {
        return new DropRepository(Names.name(context.identifier()));
    }

    @Override
    public Statement visitShowRepositories(ShowRepositoriesContext context) {
        return new ShowRepositories();
    }

    @Override
    public Statement visitShowCreateRepository(ShowCreateRepositoryContext context) {
        return new ShowCreateRepository(Names.name(context.identifier()));
    }

    @Override
    public Statement visitShowSnapshot(ShowSnapshotContext context) {
        return RepositoryParts.showSnapshot(context);
    }

    @Override
    public Statement visitBackupSnapshot(BackupSnapshotContext context) {
        return new BackupSnapshot(
                Names.qualifiedName(context.qualifiedName()),
                Names.name(context.identifier()),
                JobParts.selection(context.selection()),
                BackupProperties.of(Names.properties(context.properties())));
    }

    @Override
    public Statement visitShowBackup(ShowBackupContext context) {
        return new ShowBackup(
                Names.database(context.inDatabase()),
                JobParts.filter(context.condition(), "SnapshotName", BACKUP_WHERE));
    }

    @Override
    public Statement visitCancelBackup(CancelBackupContext context) {
        return new CancelBackup(Names.database(context.inDatabase()));
    }

    @Override
    public Statement visitRestoreSnapshot(RestoreSnapshotContext context) {
        return new RestoreSnapshot(
                Names.qualifiedName(context.qualifiedName()),
                Names.name(context.identifier()),
                JobParts.selection(context.selection()),
                RestoreProperties.of(Names.properties(context.properties())));
    }

    @Override
    public Statement visitShowRestore(ShowRestoreContext context) {
        return new ShowRestore(
                context.BRIEF() == null ? Columns.ALL : Columns.BRIEF,
                Names.database(context.inDatabase()),
                JobParts.filter(context.condition(), "LABEL", RESTORE_WHERE));
    }

    @Override
    public Statement visitCancelRestore(CancelRestoreContext context) {
        return new CancelRestore(Names.database(context.inDatabase()));
    }

    @Override
    public Statement visitCreateDatabase(CreateDatabaseContext context) {
        return new CreateDatabase(Names.name(context.identifier()), Names.ifNotExists(context.ifNotExists()));
    }

    @Override
    public Statement visitDropDatabase(DropDatabaseContext context) {
        return new DropDatabase(Names.name(context.identifier()), Names.ifExists(context.ifExists()));
    }

    @Override
    public Statement visitUseDatabase(UseDatabaseContext context) {
        return new UseDatabase(Names.name(context.identifier()));
    }

    @Override
    public Statement visitShowDatabases(ShowDatabasesContext context) {
        return new ShowDatabases(like(context.likeName()));
    }

    @Override
    public Statement visitCreateTable(CreateTableContext context) {
        return createTable(context);
    }

    @Override
    public Statement visitDropTable(DropTableContext context) {
        return new DropTable(Names.qualifiedName(context.qualifiedName()), Names.ifExists(context.ifExists()));
    }

    @Override
    public Statement visitAddPartition(AddPartitionContext context) {
        return new AddPartition(
                Names.qualifiedName(context.qualifiedName()), TableParts.partition(context.partitionDefinition()));
    }

    @Override
    public Statement visitDropPartition(DropPartitionContext context) {
        return new DropPartition(
                Names.qualifiedName(context.qualifiedName()),
                Names.name(context.identifier()),
                Names.ifExists(context.ifExists()));
    }

    @Override
    public Statement visitShowTables(ShowTablesContext context) {
        return new ShowTables(Names.database(context.inDatabase()), like(context.likeName()));
    }

    @Override
    public Statement visitShowCreateTable(ShowCreateTableContext context) {
        return new ShowCreateTable(Names.qualifiedName(context.qualifiedName()));
    }

    @Override
    public Statement visitShowPartitions(ShowPartitionsContext context) {
        return new ShowPartitions(Names.qualifiedName(context.qualifiedName()));
    }

    @Override
    public Statement visitShowTablets(ShowTabletsContext context) {
        return new ShowTablets(Names.qualifiedName(context.qualifiedName()));
    }

    @Override
    public Statement visitShowData(ShowDataContext context) {
        return new ShowData(Optional.ofNullable(context.qualifiedName()).map(Names::qualifiedName));
    }

    @Override
    public Statement visitDescribeTable(DescribeTableContext context) {
        return new DescribeTable(Names.qualifiedName(context.qualifiedName()));
    }

    @Override
    public Statement visitCreateView(CreateViewContext context) {
        return new CreateView(
                Names.qualifiedName(context.qualifiedName()),
                context.REPLACE() == null ? Replacing.NOTHING : Replacing.VIEW,
                Names.ifNotExists(context.ifNotExists()),
                TableParts.comment(context.comment()),
                ViewParts.query(context.viewColumns(), context.query()));
    }

    @Override
    public Statement visitAlterView(AlterViewContext context) {
        return new AlterView(
                Names.qualifiedName(context.qualifiedName()), ViewParts.query(context.viewColumns(), context.query()));
    }

    @Override
    public Statement visitDropView(DropViewContext context) {
        return new DropView(Names.qualifiedName(context.qualifiedName()), Names.ifExists(context.ifExists()));
    }

    @Override
    public Statement visitShowCreateView(ShowCreateViewContext context) {
        return new ShowCreateView(Names.qualifiedName(context.qualifiedName()));
    }

    @Override
    public Statement visitInsertInto(InsertIntoContext context) {
        return insertInto(context);
    }

    @Override
    public Statement visitSelect(SelectContext context) {
        return new Select(Names.text(context));
    }

    private static Statement createTable(CreateTableContext context) {
        if (context.ENGINE() != null && !Names.name(context.identifier()).equalsIgnoreCase("OLAP")) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "ENGINE %s is not supported: write ENGINE = OLAP, or leave it out"
                            .formatted(Names.name(context.identifier())));
        }
        return new CreateTable(
                Names.qualifiedName(context.qualifiedName()),
                Names.ifNotExists(context.ifNotExists()),
                context.columnDefinition().stream().map(TableParts::column).toList(),
                TableParts.keys(context.keys()),
                TableParts.comment(context.comment()),
                TableParts.partitioning(context.partitioning()),
                TableParts.distribution(context.distribution()),
                Names.properties(context.properties()));
    }

    private static Statement insertInto(InsertIntoContext context) {
        List<PartitionNamesContext> partitions = context.partitionNames();
        if (partitions.size() > 1) {
            throw new RefusedException(Reason.INVALID, "INSERT INTO names its partitions twice; name them once");
        }
        return new InsertInto(
                Names.qualifiedName(context.qualifiedName()),
                Names.names(context.identifierList()),
                partitions.isEmpty() ? List.of() : Names.names(partitions.get(0)),
                Names.text(context.source()));
    }

    private static List<String> addresses(List<AddressContext> contexts) {
        return contexts.stream().map(context -> Names.string(context.STRING())).toList();
    }

    private static NameFilter like(LikeNameContext context) {
        return context == null ? NameFilter.all() : NameFilter.like(Names.string(context.STRING()));
    }
}
