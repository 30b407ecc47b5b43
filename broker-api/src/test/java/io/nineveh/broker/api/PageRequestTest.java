package io.nineveh.broker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.PageRequest.Depth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
    private static final Location DIRECTORY = Location.of("mem://host/a/b");

    @Test
    void theStartIsRelativeToTheDirectory() {
        assertThat(below("mem://host/a/b/c/d")).contains("c/d");
        assertThat(below("mem://host/a/b/")).contains("");
        for (String before : new String[] {"mem://host", "mem://host/a/b", "mem://host/a/b!x", "mem://host/a/ax"}) {
            assertThat(below(before)).as(before).contains("");
        }
        for (String behind : new String[] {"mem://host/a/b0", "mem://host/a/bc/d", "mem://host/b"}) {
            assertThat(below(behind)).as(behind).isEmpty();
        }
        assertThat(new PageRequest(DIRECTORY, Depth.FILES, Optional.empty(), 1).startBelow("/a/b/"))
                .contains("");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, PageRequest.LARGEST_LIMIT + 1, Integer.MAX_VALUE})
    void aLimitIsWithinBounds(int limit) {
        assertThatThrownBy(() -> new PageRequest(DIRECTORY, Depth.FILES, Optional.empty(), limit))
                .hasMessage("the limit of a page is from 1 to 100000, not " + limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mem://other/a/b/c", "mem:///a/b/c", "s3://host/a/b/c"})
    void theStartIsInTheSameStorage(String start) {
        assertThatThrownBy(() -> after(start))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(start);
    }

    private static Optional<String> below(String start) {
        return after(start).startBelow("/a/b/");
    }

    private static PageRequest after(String start) {
        return new PageRequest(DIRECTORY, Depth.FILES, Optional.of(Location.of(start)), 1);
    }
}
