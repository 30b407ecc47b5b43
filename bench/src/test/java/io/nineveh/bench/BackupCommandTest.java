package io.nineveh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BackupCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--storage tape",
                "--storage local --location file:///data",
                "--only nothing",
                "--rounds 0",
                "--clients 0",
                "--large-file 2000",
                "--broker 127.0.0.1:8000",
                "--property a=b"
            })
    void aWrongCommandLineIsRefused(String arguments) {
        assertThat(new CommandLine(new BackupCommand()).execute(arguments.split(" ")))
                .isEqualTo(2);
    }

    @Tag("long")
    @Test
    void measuresOverADirectoryThatIsThere(@TempDir Path directory) throws IOException {
        Path data = Files.createDirectory(directory.resolve("data")).toRealPath();
        Path plugins = PluginDirectory.in(directory.resolve("plugins"))
                .add("local", LocalPluginFactory.class)
                .path();
        StringWriter output = new StringWriter();

        int exitCode = new CommandLine(new BackupCommand())
                .setOut(new PrintWriter(output))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(
                        "--location=file://" + data,
                        "--plugins=" + plugins,
                        "--quick",
                        "--rounds=1",
                        "--clients=1,2",
                        "--large-file=1",
                        "--only=small");

        assertThat(exitCode).isZero();
        assertThat(output.toString())
                .contains("rclone: ", "storage: file://" + data + ", behind a broker of its own")
                .contains("storage=file files=200x256KiB workers=1 via=broker")
                .contains("storage=file files=200x256KiB workers=2 via=steps")
                .doesNotContain("first-copy", "restore");
        assertThat(data).isEmptyDirectory();
    }
}
