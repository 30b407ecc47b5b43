package io.nineveh.server.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.RepositoryStorage.WithPlugin;
import io.nineveh.broker.api.Location;
import io.nineveh.config.Secret;
import io.nineveh.server.load.LoadRequest.RemoteSource;
import io.nineveh.server.load.StorageAddress;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.RowSelection;
import io.nineveh.server.sql.RowSelection.Direction;
import io.nineveh.server.sql.RowSelection.SortKey;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.loads.CancelJobs;
import io.nineveh.server.sql.loads.ExportProperties;
import io.nineveh.server.sql.loads.ExportTable;
import io.nineveh.server.sql.loads.JobFilter;
import io.nineveh.server.sql.loads.LoadLabel;
import io.nineveh.server.sql.loads.LoadProperties;
import io.nineveh.server.sql.loads.ShowExport;
import io.nineveh.server.sql.loads.ShowLoad;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileFormat.Json;
import io.nineveh.tablet.FileFormat.Parquet;
import io.nineveh.tablet.FileLoad.Unconverted;
import io.nineveh.tablet.RowMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LoadParserTest {
    private static final Csv TABS = new Csv("\t", "\n", 0);
    private static final StorageAddress S3 = new StorageAddress(new WithPlugin(WithPlugin.Type.S3), Map.of());

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of(
                        "LOAD LABEL d.l (DATA INFILE(\"hdfs://n/a*\", 'hdfs://n/b') INTO TABLE t PARTITION (p, q)"
                                + " COLUMNS TERMINATED BY \"\\\\x01\" LINES TERMINATED BY '\\r' (a, `b`)"
                                + " COLUMNS FROM PATH AS (c) SET (d = if(a > 1, 'x', b), e = a + 1)"
                                + " PRECEDING FILTER a IN (1, 2) AND `set` = 1 WHERE d <> ',' OR (e > 2),"
                                + " DATA INFILE ('hdfs://n/c') INTO TABLE u FORMAT AS parquet)"
                                + " WITH BROKER \"b\" (\"password\" = \"hush\")"
                                + " PROPERTIES (\"timeout\" = \"60\", \"max_filter_ratio\" = 0.1, \"strict_mode\" = false)",
                        new LoadLabel(
                                QualifiedName.of("d", "l"),
                                List.of(
                                        new RemoteSource(
                                                "t",
                                                List.of(Location.of("hdfs://n/a*"), Location.of("hdfs://n/b")),
                                                PartitionNames.formal(List.of("p", "q")),
                                                new RowMapping(
                                                        List.of("a", "b"),
                                                        List.of("c"),
                                                        Map.of("d", "if(a > 1, 'x', b)", "e", "a + 1"),
                                                        Optional.of("a IN (1, 2) AND `set` = 1"),
                                                        Optional.of("d <> ',' OR (e > 2)")),
                                                Optional.empty(),
                                                new Csv("\u0001", "\r", 0),
                                                Json.LINES),
                                        new RemoteSource(
                                                "u",
                                                List.of(Location.of("hdfs://n/c")),
                                                PartitionNames.ALL,
                                                RowMapping.ofColumns(List.of()),
                                                Optional.of(new Parquet()),
                                                TABS,
                                                Json.LINES)),
                                new StorageAddress(new WithBroker("b"), Map.of("password", Secret.of("hush"))),
                                new LoadProperties(Duration.ofMinutes(1), 0.1, Unconverted.NULL))),
                Arguments.of(
                        "LOAD LABEL label (DATA INFILE('s3://b/k') INTO TABLE load FORMAT AS 'csv_with_names') WITH S3",
                        new LoadLabel(
                                QualifiedName.of("label"),
                                List.of(new RemoteSource(
                                        "load",
                                        List.of(Location.of("s3://b/k")),
                                        PartitionNames.ALL,
                                        RowMapping.ofColumns(List.of()),
                                        Optional.of(new Csv("\t", "\n", 1)),
                                        TABS,
                                        Json.LINES)),
                                S3,
                                new LoadProperties(Duration.ofHours(4), 0, Unconverted.BAD_ROW))),
                Arguments.of(
                        "SHOW LOAD FROM d WHERE LABEL LIKE 'l%' AND state = \"FINISHED\" ORDER BY CreateTime DESC, JobId LIMIT 3 OFFSET 2",
                        new ShowLoad(
                                Optional.of("d"),
                                new JobFilter(NameFilter.like("l%"), Optional.of("FINISHED")),
                                new RowSelection(
                                        List.of(),
                                        List.of(
                                                new SortKey("CreateTime", Direction.DESCENDING),
                                                new SortKey("JobId", Direction.ASCENDING)),
                                        2,
                                        OptionalLong.of(3)))),
                Arguments.of(
                        "CANCEL LOAD FROM d WHERE LABEL = 'l'",
                        new CancelJobs(CancelJobs.Kind.LOAD, Optional.of("d"), NameFilter.equalTo("l"))),
                Arguments.of(
                        "EXPORT TABLE d.t PARTITION p WHERE a > 1 AND b = 'to' /* ! */ TO 's3://b/x'"
                                + " PROPERTIES ('format' = 'parquet', 'columns' = 'a, b', 'label' = 'e', 'timeout' = '5') WITH S3 ()",
                        new ExportTable(
                                QualifiedName.of("d", "t"),
                                List.of("p"),
                                Optional.of("a > 1 AND b = 'to'"),
                                Location.of("s3://b/x"),
                                new ExportProperties(
                                        new Parquet(), List.of("a", "b"), Optional.of("e"), Duration.ofSeconds(5)),
                                S3)),
                Arguments.of(
                        "SHOW EXPORT",
                        new ShowExport(
                                Optional.empty(),
                                new JobFilter(NameFilter.all(), Optional.empty()),
                                RowSelection.all())),
                Arguments.of(
                        "CANCEL EXPORT WHERE LABEL LIKE 'e%'",
                        new CancelJobs(CancelJobs.Kind.EXPORT, Optional.empty(), NameFilter.like("e%"))));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyFormGivesItsRecord(String text, Statement expected) {
        assertThat(StatementParser.parse(text)).isEqualTo(expected);
        assertThat(expected.toString()).doesNotContain("hush");
    }

    @Test
    void aSyntaxErrorNeverRepeatsACredential() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StatementParser.parse(
                        "LOAD LABEL l (DATA INFILE('s3://b/k') INTO TABLE t) WITH S3 ('secret' 'hush')"))
                .withMessageNotContaining("hush");
    }
}
