package io.nineveh.server.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryDefinition;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.RepositoryStorage.WithPlugin;
import io.nineveh.backup.repository.SnapshotInfo;
import io.nineveh.broker.api.Location;
import io.nineveh.config.Secret;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.RowSelection;
import io.nineveh.server.sql.RowSelection.Comparison;
import io.nineveh.server.sql.RowSelection.Condition;
import io.nineveh.server.sql.RowSelection.Direction;
import io.nineveh.server.sql.RowSelection.SortKey;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.brokers.AddBroker;
import io.nineveh.server.sql.brokers.DropAllBroker;
import io.nineveh.server.sql.brokers.DropBroker;
import io.nineveh.server.sql.brokers.ShowBroker;
import io.nineveh.server.sql.jobs.BackupProperties;
import io.nineveh.server.sql.jobs.BackupSnapshot;
import io.nineveh.server.sql.jobs.CancelBackup;
import io.nineveh.server.sql.jobs.CancelRestore;
import io.nineveh.server.sql.jobs.RestoreProperties;
import io.nineveh.server.sql.jobs.RestoreSnapshot;
import io.nineveh.server.sql.jobs.SelectedTable;
import io.nineveh.server.sql.jobs.Selection;
import io.nineveh.server.sql.jobs.Selection.Kind;
import io.nineveh.server.sql.jobs.ShowBackup;
import io.nineveh.server.sql.jobs.ShowRestore;
import io.nineveh.server.sql.jobs.ShowRestore.Columns;
import io.nineveh.server.sql.repositories.CreateRepository;
import io.nineveh.server.sql.repositories.DropRepository;
import io.nineveh.server.sql.repositories.ShowCreateRepository;
import io.nineveh.server.sql.repositories.ShowRepositories;
import io.nineveh.server.sql.repositories.ShowSnapshot;
import io.nineveh.server.sql.tables.CreateDatabase;
import io.nineveh.server.sql.tables.DescribeTable;
import io.nineveh.server.sql.tables.Detail;
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
import io.nineveh.server.sql.tables.ShowTablet;
import io.nineveh.server.sql.tables.ShowTablets;
import io.nineveh.server.sql.tables.UseDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatementParserTest {
    private static final Duration DAY = Duration.ofDays(1);

    static Stream<Arguments> statements() {
        return Stream.of(
                form(
                        "ALTER SYSTEM ADD BROKER b \"h1:8000\", 'h2:8001'",
                        new AddBroker("b", List.of("h1:8000", "h2:8001"))),
                form("alter system drop broker \"b\" \"h1:8000\";", new DropBroker("b", List.of("h1:8000"))),
                form("ALTER SYSTEM DROP ALL BROKER `b`", new DropAllBroker("b")),
                form("SHOW BROKER", new ShowBroker()),
                form("DROP REPOSITORY r", new DropRepository("r")),
                form("SHOW REPOSITORIES", new ShowRepositories()),
                form("SHOW CREATE REPOSITORY FOR r", new ShowCreateRepository("r")),
                form("SHOW SNAPSHOT ON r", new ShowSnapshot("r", NameFilter.all(), Optional.empty())),
                form(
                        "SHOW SNAPSHOT ON r WHERE snapshot = \"l\"",
                        new ShowSnapshot("r", NameFilter.equalTo("l"), Optional.empty())),
                form(
                        "SHOW SNAPSHOT ON r WHERE SNAPSHOT LIKE 'l%'",
                        new ShowSnapshot("r", NameFilter.like("l%"), Optional.empty())),
                form(
                        "SHOW SNAPSHOT ON r WHERE TIMESTAMP = \"2018-04-18-19-19-10\" AND SNAPSHOT = \"l\"",
                        new ShowSnapshot("r", NameFilter.equalTo("l"), Optional.of("2018-04-18-19-19-10"))),
                form(
                        "BACKUP SNAPSHOT db.l TO r",
                        new BackupSnapshot(
                                QualifiedName.of("db", "l"),
                                "r",
                                Selection.all(),
                                new BackupProperties(SnapshotInfo.Content.ALL, DAY))),
                form(
                        "BACKUP SNAPSHOT `2026-01-31` TO r ON (t PARTITION (p1, p2), u) PROPERTIES(\"type\"=\"full\","
                                + "\"timeout\"=\"600\")",
                        new BackupSnapshot(
                                QualifiedName.of("2026-01-31"),
                                "r",
                                new Selection(Kind.ON, List.of(table("t", "p1", "p2"), table("u"))),
                                new BackupProperties(SnapshotInfo.Content.ALL, Duration.ofMinutes(10)))),
                form(
                        "BACKUP SNAPSHOT 2026_full TO r EXCLUDE (t)",
                        new BackupSnapshot(
                                QualifiedName.of("2026_full"),
                                "r",
                                new Selection(Kind.EXCLUDE, List.of(table("t"))),
                                new BackupProperties(SnapshotInfo.Content.ALL, DAY))),
                form("SHOW BACKUP", new ShowBackup(Optional.empty(), NameFilter.all())),
                form(
                        "SHOW BACKUP FROM db WHERE SnapshotName LIKE \"l_\"",
                        new ShowBackup(Optional.of("db"), NameFilter.like("l_"))),
                form("CANCEL BACKUP FROM db", new CancelBackup(Optional.of("db"))),
                form(
                        "RESTORE SNAPSHOT db.l FROM r ON (t PARTITION (p) AS u) PROPERTIES(\"backup_timestamp\"="
                                + "\"2018-05-04-16-45-08\", \"replication_num\" = 1, \"allow_load\" = false)",
                        new RestoreSnapshot(
                                QualifiedName.of("db", "l"),
                                "r",
                                new Selection(Kind.ON, List.of(new SelectedTable("t", List.of("p"), Optional.of("u")))),
                                new RestoreProperties(
                                        Optional.of("2018-05-04-16-45-08"), OptionalInt.of(1), Set.of(), DAY))),
                form(
                        "RESTORE SNAPSHOT l FROM r",
                        new RestoreSnapshot(
                                QualifiedName.of("l"),
                                "r",
                                Selection.all(),
                                new RestoreProperties(Optional.empty(), OptionalInt.empty(), Set.of(), DAY))),
                form("SHOW RESTORE", new ShowRestore(Columns.ALL, Optional.empty(), NameFilter.all())),
                form(
                        "SHOW BRIEF RESTORE FROM db WHERE LABEL = 'l'",
                        new ShowRestore(Columns.BRIEF, Optional.of("db"), NameFilter.equalTo("l"))),
                form("CANCEL RESTORE", new CancelRestore(Optional.empty())),
                form("CREATE DATABASE IF NOT EXISTS d", new CreateDatabase("d", IfNotExists.TOLERANT)),
                form("CREATE SCHEMA d", new CreateDatabase("d", IfNotExists.REQUIRED)),
                form("DROP DATABASE IF EXISTS d FORCE", new DropDatabase("d", IfExists.TOLERANT)),
                form("USE d", new UseDatabase("d")),
                form("SHOW DATABASES LIKE 'd%'", new ShowDatabases(NameFilter.like("d%"))),
                form("SHOW SCHEMAS", new ShowDatabases(NameFilter.all())),
                form("DROP TABLE d.t", new DropTable(QualifiedName.of("d", "t"), IfExists.REQUIRED)),
                form(
                        "ALTER TABLE t DROP PARTITION IF EXISTS p",
                        new DropPartition(QualifiedName.of("t"), PartitionKind.FORMAL, "p", IfExists.TOLERANT)),
                form("SHOW TABLES FROM d", new ShowTables(Optional.of("d"), Detail.BRIEF, NameFilter.all())),
                form("SHOW CREATE TABLE t", new ShowCreateTable(QualifiedName.of("t"))),
                form(
                        "SHOW PARTITIONS FROM d.t",
                        new ShowPartitions(QualifiedName.of("d", "t"), PartitionKind.FORMAL, RowSelection.all())),
                form("SHOW TABLET FROM t", new ShowTablets(QualifiedName.of("t"), List.of(), RowSelection.all())),
                form(
                        "SHOW TABLETS FROM t PARTITION (p, q) WHERE Version >= 2 AND State = 'NORMAL'"
                                + " ORDER BY RowCount DESC, TabletId LIMIT 20, 10",
                        new ShowTablets(
                                QualifiedName.of("t"),
                                List.of("p", "q"),
                                new RowSelection(
                                        List.of(
                                                new Condition("Version", Comparison.AT_LEAST, "2"),
                                                new Condition("State", Comparison.EQUAL, "NORMAL")),
                                        List.of(
                                                new SortKey("RowCount", Direction.DESCENDING),
                                                new SortKey("TabletId", Direction.ASCENDING)),
                                        20,
                                        OptionalLong.of(10)))),
                form(
                        "SHOW PARTITIONS FROM t LIMIT 10 OFFSET 20",
                        new ShowPartitions(
                                QualifiedName.of("t"),
                                PartitionKind.FORMAL,
                                new RowSelection(List.of(), List.of(), 20, OptionalLong.of(10)))),
                form("SHOW TABLET 10007", new ShowTablet(10007)),
                form("SHOW DATA", new ShowData(Optional.empty())),
                form("DESCRIBE t", new DescribeTable(QualifiedName.of("t"))),
                form("SELECT 1", new Select("SELECT 1")));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyFormGivesItsRecord(String text, Statement expected) {
        assertThat(StatementParser.parse(text)).isEqualTo(expected);
    }

    @Test
    void createRepositoryNamesItsStorageAndKeepsItsPropertiesSecret() {
        Statement statement = StatementParser.parse("""
                CREATE READ ONLY REPOSITORY IF NOT EXISTS `r` WITH BROKER `b` ON LOCATION "hdfs://n/a"
                PROPERTIES ("username" = "u", password = 'p''w')
                """);
        assertThat(statement)
                .isEqualTo(new CreateRepository(
                        IfNotExists.TOLERANT,
                        new RepositoryDefinition(
                                "r",
                                Access.READ_ONLY,
                                new WithBroker("b"),
                                Location.of("hdfs://n/a"),
                                Map.of("username", Secret.of("u"), "password", Secret.of("p'w")))));
        assertThat(statement.toString()).doesNotContain("p'w");
    }

    @Test
    void createRepositoryTakesAPluginOfThisProcess() {
        assertThat(StatementParser.parse("CREATE REPOSITORY r WITH local ON LOCATION 'file:///a b'"))
                .isEqualTo(new CreateRepository(
                        IfNotExists.REQUIRED,
                        new RepositoryDefinition(
                                "r",
                                Access.READ_WRITE,
                                new WithPlugin(WithPlugin.Type.LOCAL),
                                Location.of("file:///a b"),
                                Map.of())));
    }

    @Test
    void commentsAndSemicolonsBelongToNoStatement() {
        assertThat(StatementParser.parse("-- the brokers\n/* all */ SHOW # these\n BROKER ; ;\n--"))
                .isEqualTo(new ShowBroker());
    }

    @Test
    void wordsOfTheGrammarAreNamesToo() {
        assertThat(StatementParser.parse("BACKUP SNAPSHOT backup.snapshot TO repository ON (data, `select`)"))
                .isEqualTo(new BackupSnapshot(
                        QualifiedName.of("backup", "snapshot"),
                        "repository",
                        new Selection(Kind.ON, List.of(table("data"), table("select"))),
                        new BackupProperties(SnapshotInfo.Content.ALL, DAY)));
    }

    @Test
    void theTextOfAQueryIsHandedOnAsItIs() {
        String query = "SELECT a->>'$.x', \"b\", 'it''s; so' /* why */ FROM t WHERE c ~ '[;]' AND d @> {'k': 1} ^ 2";
        assertThat(StatementParser.parse(query + " ; ")).isEqualTo(new Select(query));
        assertThat(StatementParser.parse("WITH x AS (SELECT 1) SELECT * FROM x"))
                .isEqualTo(new Select("WITH x AS (SELECT 1) SELECT * FROM x"));
        assertThat(StatementParser.parse("(SELECT 1) UNION (SELECT 2)"))
                .isEqualTo(new Select("(SELECT 1) UNION (SELECT 2)"));
    }

    @Test
    void theSourceOfAnInsertIsHandedOnAsItIs() {
        assertThat(StatementParser.parse("INSERT INTO d.t VALUES (1, 'a;b'), (2, NULL);"))
                .isEqualTo(new InsertInto(
                        QualifiedName.of("d", "t"), List.of(), PartitionNames.ALL, "VALUES (1, 'a;b'), (2, NULL)"));
        assertThat(StatementParser.parse("insert into t partition (p) (a, `b c`) select 1, '-- no comment'"))
                .isEqualTo(new InsertInto(
                        QualifiedName.of("t"),
                        List.of("a", "b c"),
                        PartitionNames.formal(List.of("p")),
                        "select 1, '-- no comment'"));
        assertThat(StatementParser.parse("INSERT INTO t (a) PARTITION (p) (SELECT 1)"))
                .isEqualTo(new InsertInto(
                        QualifiedName.of("t"), List.of("a"), PartitionNames.formal(List.of("p")), "(SELECT 1)"));
    }

    @Test
    void eachFormStandsForAStatementThatBeginsWithItsWords() {
        assertThat(statements().map(arguments -> ((Statement) arguments.get()[1]).form()))
                .isSubsetOf(KnownStatements.all());
        assertThat(KnownStatements.all()).extracting(StatementForm::usage).doesNotHaveDuplicates();
        assertThat(KnownStatements.all()).allSatisfy(form -> {
            assertThat(form.usage().replaceAll("\\[[^]]*] ", "")).startsWith(form.words());
            assertThat(form.help()).endsWith(".");
        });
    }

    private static Arguments form(String text, Statement expected) {
        return Arguments.of(text, expected);
    }

    private static SelectedTable table(String name, String... partitions) {
        return new SelectedTable(name, List.of(partitions), Optional.empty());
    }
}
