package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.hdfs.HdfsHome;
import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.HdfsServerExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Repositories and files of rows on HDFS, through a broker and from the server itself. */
@ExtendWith(HdfsServerExtension.class)
class HdfsBackupIT {

    @TempDir
    Path directory;

    @Test
    void tablesComeBackFromHdfs(HdfsServer hdfs) throws IOException, InterruptedException, SQLException {
        try (HdfsHome home = HdfsHome.make(hdfs, "repositories", "keeper");
                Cluster cluster = Cluster.start(directory)) {
            String location = home.location().toString();
            String properties = "\"hadoop.username\" = \"keeper\", \"dfs.replication\" = \"1\"";
            new RoundTrips(cluster, "HDFS", location, properties).run();
            new FileRoundTrips(cluster, "HDFS", location, properties).run();

            assertThat(home.openFiles()).isEmpty();
            assertThat(home.status(RoundTrips.BROKERED).getOwner()).isEqualTo("keeper");
        }
    }
}
