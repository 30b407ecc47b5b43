package io.nineveh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> NAMES = List.of("host", "port", "client_expire_seconds");

    @Test
    void findsTheNearest() {
        assertThat(NearestName.of("prot", NAMES)).contains("port");
        assertThat(NearestName.of("HOST", NAMES)).contains("host");
        assertThat(NearestName.of("client_expire_sec", NAMES)).contains("client_expire_seconds");
    }

    @Test
    void whatIsFarFromAllHasNoNearest() {
        assertThat(NearestName.of("completely-different", NAMES)).isEmpty();
        assertThat(NearestName.of("port", List.of())).isEmpty();
    }
}
