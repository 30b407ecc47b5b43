package io.nineveh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BrokerCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--broker 127.0.0.1:8000",
                "--broker nowhere --location file:///data",
                "--location file:///data",
                "--property name=value",
                "--only nothing",
                "--rounds 0"
            })
    void aWrongCommandLineIsRefused(String arguments) {
        assertThat(new CommandLine(new BrokerCommand()).execute(arguments.split(" ")))
                .isEqualTo(2);
    }
}
