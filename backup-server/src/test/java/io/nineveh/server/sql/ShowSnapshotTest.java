package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.Md5;
import io.nineveh.server.SqlClient;
import io.nineveh.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SHOW SNAPSHOT, of a repository in which all kinds of things lie. */
class ShowSnapshotTest {
    private static final String EARLIER = "2001-02-03-04-05-06";

    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient client;
    private Path repository;
    private Path info;
    private String timestamp;

    @BeforeEach
    void backUp() throws Exception {
        server = TestServer.in(directory);
        client = server.connect();
        client.run(
                "CREATE DATABASE d",
                "USE d",
                "CREATE TABLE t (a INT, b DATE) PARTITION BY RANGE (b) (PARTITION p1 VALUES LESS THAN (\"2026-02-01\"),"
                        + " PARTITION p2 VALUES LESS THAN (\"2026-03-01\"))",
                "CREATE TABLE u (a INT)",
                "CREATE REPOSITORY r WITH LOCAL ON LOCATION \"%s\"".formatted(server.location("r")),
                "BACKUP SNAPSHOT daily TO r");
        assertThat(client.awaitJob("SHOW BACKUP")).containsEntry("State", "FINISHED");
        repository = server.files("r").resolve("__palo_repository_r");
        try (Stream<Path> files = Files.list(repository.resolve("__ss_daily"))) {
            info = files.filter(file -> file.getFileName().toString().startsWith("__info_"))
                    .findFirst()
                    .orElseThrow();
        }
        timestamp = info.getFileName().toString().substring("__info_".length()).split("\\.", -1)[0];
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
        server.close();
    }

    @Test
    void aListHasThreeColumns() throws Exception {
        assertThat(client.columns("SHOW SNAPSHOT ON r")).containsExactly("Snapshot", "Timestamp", "Status");
        assertThat(client.columns("SHOW SNAPSHOT ON r WHERE SNAPSHOT = \"daily\""))
                .containsExactly("Snapshot", "Timestamp", "Status");
        assertThat(client.query("SHOW SNAPSHOT ON r")).containsExactly(row("daily", timestamp, "OK"));
        assertThat(client.query("SHOW SNAPSHOT ON r WHERE SNAPSHOT = 'daily'"))
                .containsExactly(row("daily", timestamp, "OK"));
        assertThat(timestamp).matches("\\d{4}-\\d{2}-\\d{2}-\\d{2}-\\d{2}-\\d{2}");
    }

    @Test
    void whatIsNotThereIsSaidToBeNoSnapshot() throws Exception {
        assertThat(client.query("SHOW SNAPSHOT ON r WHERE SNAPSHOT = \"weekly\""))
                .containsExactly(row("weekly", "\\N", "ERROR: no snapshot"));
        assertThat(client.query("SHOW SNAPSHOT ON r WHERE SNAPSHOT = \"daily/../__ss_daily\""))
                .containsExactly(row("daily/../__ss_daily", "\\N", "ERROR: no snapshot"));
        assertThat(client.query("SHOW SNAPSHOT ON r WHERE SNAPSHOT LIKE \"week%\""))
                .isEmpty();
        assertThat(client.query("SHOW SNAPSHOT ON r WHERE SNAPSHOT LIKE \"d_il%\""))
                .hasSize(1);
    }

    @Test
    void aDirectoryWithoutInfoIsNoSnapshotYet() throws Exception {
        Files.createDirectories(repository.resolve("__ss_begun/__ss_content/__db_1"));
        Files.writeString(repository.resolve("__ss_begun/__meta." + Md5.of(new byte[0])), "");

        Map<String, String> begun = row("begun", "\\N", "ERROR: No info file found");
        assertThat(client.query("SHOW SNAPSHOT ON r")).containsExactly(begun, row("daily", timestamp, "OK"));
        assertThat(client.query("SHOW SNAPSHOT ON r WHERE SNAPSHOT = \"begun\""))
                .containsExactly(begun);
        assertThat(client.failure("RESTORE SNAPSHOT begun FROM r").message())
                .contains("Failed to get info of snapshot 'begun' because: ");
    }

    @Test
    void severalTimestampsStandInOneRow() throws Exception {
        addInfo("__info_" + EARLIER);

        assertThat(client.query("SHOW SNAPSHOT ON r")).containsExactly(row("daily", EARLIER + "\n" + timestamp, "OK"));
        assertThat(details(EARLIER)).containsEntry("Status", "OK").containsEntry("Timestamp", EARLIER);
        assertThat(client.failure("RESTORE SNAPSHOT daily FROM r ON (u AS v)").message())
                .contains("Missing backup_timestamp property", EARLIER, timestamp);
        client.run("RESTORE SNAPSHOT daily FROM r ON (u AS v) PROPERTIES (\"backup_timestamp\" = \"%s\")"
                .formatted(EARLIER));
        assertThat(client.awaitJob("SHOW RESTORE"))
                .containsEntry("Status", "[OK]")
                .containsEntry("Timestamp", EARLIER);
    }

    @Test
    void aNameThatIsNoInfosIsListedAsInvalid() throws Exception {
        Files.writeString(repository.resolve("__ss_daily/__info_nonsense"), "x");
        addInfo("__info_yesterday");
        Files.writeString(repository.resolve("__ss_daily/__info_%s.part".formatted(EARLIER)), "under way");
        Files.createDirectories(repository.resolve("__ss_lost"));
        Files.writeString(repository.resolve("__ss_lost/__info_nonsense"), "x");

        List<Map<String, String>> rows = client.query("SHOW SNAPSHOT ON r");
        assertThat(rows.get(0)).containsEntry("Status", "OK");
        assertThat(rows.get(0).get("Timestamp").split("\n", -1))
                .containsExactlyInAnyOrder(
                        timestamp,
                        "Invalid: __info_nonsense",
                        "Invalid: __info_yesterday." + Md5.of(Files.readAllBytes(info)));
        assertThat(rows.get(1)).isEqualTo(row("lost", "Invalid: __info_nonsense", "ERROR: No info file found"));
    }

    @Test
    void twoInfosOfOneTimestampAreAnError() throws Exception {
        Files.writeString(repository.resolve("__ss_daily/__info_%s.%s".formatted(timestamp, Md5.of(new byte[0]))), "");

        assertThat(client.query("SHOW SNAPSHOT ON r"))
                .containsExactly(row("daily", timestamp, "ERROR: more than one info file of timestamp " + timestamp));
        assertThat(details(timestamp).get("Status")).startsWith("Failed to get info: Expected one file with path: ");
    }

    @Test
    void detailsHaveFiveColumns() throws Exception {
        assertThat(client.columns(detailsOf("daily", timestamp)))
                .containsExactly("Snapshot", "Timestamp", "Database", "Details", "Status");
        Map<String, String> details = details(timestamp);
        assertThat(details)
                .containsEntry("Snapshot", "daily")
                .containsEntry("Timestamp", timestamp)
                .containsEntry("Database", "d")
                .containsEntry("Status", "OK");
        assertThat(details.get("Details").replaceAll("\"backup_time\": \\d{13}", "\"backup_time\": 0"))
                .isEqualTo("""
                        {
                          "name": "daily",
                          "database": "d",
                          "backup_time": 0,
                          "content": "ALL",
                          "olap_table_list": [
                            {
                              "name": "t",
                              "partition_names": [
                                "p1",
                                "p2"
                              ]
                            },
                            {
                              "name": "u",
                              "partition_names": [
                                "u"
                              ]
                            }
                          ],
                          "view_list": [],
                          "odbc_table_list": [],
                          "odbc_resource_list": []
                        }""");
    }

    @Test
    void detailsThatCannotBeReadAreARowThatSaysWhy() throws Exception {
        assertThat(client.query(detailsOf("weekly", timestamp)))
                .containsExactly(failed(
                        "weekly",
                        timestamp,
                        "it is missing in the snapshot. Use another snapshot, or put a copy of the file in its place"))
                .first()
                .satisfies(row -> assertThat(row.get("Status")).startsWith("Failed to get info: "));
        assertThat(details(EARLIER).get("Status"))
                .startsWith("Failed to get info: ")
                .contains("__info_" + EARLIER);
        assertThat(client.failure(detailsOf("daily", "yesterday")).message()).contains("Invalid TIMESTAMP 'yesterday'");

        Files.writeString(info, "{}");
        assertThat(details(timestamp))
                .containsEntry("Database", "\\N")
                .containsEntry("Details", "\\N")
                .hasEntrySatisfying(
                        "Status",
                        status -> assertThat(status)
                                .startsWith("Failed to get info: ")
                                .contains(info.getFileName().toString()));
    }

    private Map<String, String> details(String of) throws SQLException {
        return client.query(detailsOf("daily", of)).get(0);
    }

    private static String detailsOf(String label, String timestamp) {
        return "SHOW SNAPSHOT ON r WHERE SNAPSHOT = \"%s\" AND TIMESTAMP = \"%s\"".formatted(label, timestamp);
    }

    /** Another info with the content of the first. */
    private void addInfo(String name) throws IOException {
        byte[] content = Files.readAllBytes(info);
        Files.write(repository.resolve("__ss_daily/%s.%s".formatted(name, Md5.of(content))), content);
    }

    private static Map<String, String> row(String snapshot, String timestamp, String status) {
        return Map.of("Snapshot", snapshot, "Timestamp", timestamp, "Status", status);
    }

    private Map<String, String> failed(String snapshot, String of, String why) {
        return Map.of(
                "Snapshot",
                snapshot,
                "Timestamp",
                of,
                "Database",
                "\\N",
                "Details",
                "\\N",
                "Status",
                "Failed to get info: %s/__ss_%s/__info_%s: %s"
                        .formatted("file://" + repository.toAbsolutePath(), snapshot, of, why));
    }
}
