package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class UnpackedLibraryTest {
    @TempDir
    Path directory;

    @Test
    void noLibraryIsLeftOnTheDiskThatAKillWouldLeave() throws Exception {
        try (EngineFixture fixture = new EngineFixture(directory);
                Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            List<String> libraries = maps.filter(line -> line.contains("libduckdb_java") || line.contains("sqlitejdbc"))
                    .toList();

            assertThat(libraries)
                    .anyMatch(line -> line.contains("libduckdb_java"))
                    .anyMatch(line -> line.contains("sqlitejdbc"))
                    .allMatch(line -> line.endsWith("(deleted)"));
            assertThat(fixture.rows("SELECT 1")).containsExactly("1");
        }
    }
}
