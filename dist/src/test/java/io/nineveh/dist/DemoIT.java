package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;

class DemoIT {
    private static final Pattern CONNECT = Pattern.compile("mysql -h 127\\.0\\.0\\.1 -P (\\d+) -u root demo");
    private static final Pattern DIRECTORY =
            Pattern.compile("files and logs are in (\\S+)\\. To end them: kill (\\d+) (\\d+)");

    @Test
    void theDemoTellsTheWholeStoryAndEndsWhatItStarted() throws IOException, InterruptedException {
        Distribution.Ended demo = Distribution.run("nineveh", "demo");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("SHOW BACKUP: FINISHED")
                .contains("SHOW RESTORE: FINISHED")
                .contains("The table is back as it was");
        assertThat(demo.output().split("as in the moment of the snapshot", -1)).hasSize(3);
    }

    @Test
    void withKeepBothProcessesStayUpAndCanBeConnectedTo() throws IOException, InterruptedException, SQLException {
        Distribution.Ended demo = Distribution.run("nineveh", "demo", "--keep");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        Matcher connect = CONNECT.matcher(demo.output());
        Matcher left = DIRECTORY.matcher(demo.output());
        assertThat(connect.find()).as(demo.output()).isTrue();
        assertThat(left.find()).as(demo.output()).isTrue();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:%s/demo?user=root".formatted(connect.group(1)));
                ResultSet count = connection.createStatement().executeQuery("SELECT count(*) FROM strikes")) {
            assertThat(count.next()).isTrue();
            assertThat(count.getLong(1)).isEqualTo(9_000);
        } finally {
            for (int i = 2; i <= 3; i++) {
                ProcessHandle process =
                        ProcessHandle.of(Long.parseLong(left.group(i))).orElseThrow();
                process.destroy();
                await().until(() -> !process.isAlive());
            }
            Path directory = Path.of(left.group(1));
            assertThat(Files.isDirectory(directory)).isTrue();
            FileUtils.deleteDirectory(directory.toFile());
        }
    }
}
