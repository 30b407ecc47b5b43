package io.nineveh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BackupCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"--storage tape", "--rounds 0", "--clients 0"})
    void aWrongCommandLineIsRefused(String arguments) {
        assertThat(new CommandLine(new BackupCommand()).execute(arguments.split(" ")))
                .isEqualTo(2);
    }
}
