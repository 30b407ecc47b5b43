package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.demo.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker of the distribution, as an operator sees it. */
class OperationIT {
    private static final Pattern LINE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]{4,5} +\\[[^]]+] \\w+ - [a-z ]+( [a-z_]+=\"[^\"]*\")*");

    @TempDir
    private Path directory;

    @Test
    void itsPagesAndItsLogTellHowItIs() throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        try (ChildProcess broker =
                Distribution.start("broker", directory, "port=0", "http_port=0", "plugin.local.roots=" + files)) {
            assertThat(get("/healthz")).isEqualTo("ok\n");
            assertThat(get("/plugins"))
                    .contains("\"hdfs\"", "\"local\"", "\"s3\"")
                    .doesNotContain("refused");
            assertThat(get("/metrics"))
                    .contains("nineveh_broker_calls_total{code=\"OK\",method=\"ping\"}", "jvm_memory_used_bytes");

            broker.handle().destroy();
            await().until(() -> !broker.handle().isAlive());
        }
        assertThat(log().lines())
                .allMatch(LINE.asMatchPredicate())
                .anyMatch(line -> line.contains("configuration read") && line.contains("max_open_files=\"16384\""))
                .anyMatch(line -> line.contains("plugin loaded plugin=\"local\"")
                        && line.contains("settings=\"{roots=%s}\"".formatted(files)))
                .anyMatch(line -> line.contains("broker listens address=\"127.0.0.1:"))
                .anyMatch(line -> line.contains("broker stopped"));
    }

    private String get(String path) throws IOException, InterruptedException {
        return HttpPages.of(log()).get(path);
    }

    private String log() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            Path log = entries.filter(path -> path.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(log);
        }
    }
}
