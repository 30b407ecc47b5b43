package io.nineveh.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstEntriesTest {
    private static final Location ROOT = Location.of("mem://host/");

    @Test
    void theFirstKeysAreKeptInWhateverOrderTheyCome() {
        FirstEntries first = FirstEntries.after("b", 3);
        for (String key : List.of("g", "c", "b", "a", "f", "d", "e")) {
            first.offer(key, file(key));
        }

        assertThat(first.entries()).containsExactly(file("c"), file("d"), file("e"));
        assertThat(first.last()).contains("e");
        assertThat(first.page(2)).isEqualTo(new ListingPage(List.of(file("c"), file("d")), true));
        assertThat(first.page(3)).isEqualTo(new ListingPage(List.of(file("c"), file("d"), file("e")), false));
    }

    @Test
    void onlyWhatMayBeKeptIsWanted() {
        FirstEntries first = FirstEntries.from("b", 2);
        assertThat(first.wants("a")).isFalse();
        assertThat(first.wants("b")).isTrue();
        assertThat(FirstEntries.after("b", 2).wants("b")).isFalse();
        assertThat(first.last()).isEmpty();

        first.offer("b", file("b"));
        first.offer("d", file("d"));

        assertThat(first.wants("c")).isTrue();
        assertThat(first.wants("d")).isTrue();
        assertThat(first.wants("e")).isFalse();
    }

    @Test
    void aFileAndADirectoryOfOneKeyStayTogether() {
        FirstEntries first = FirstEntries.after("", 2);
        FileEntry directory = FileEntry.directory(ROOT.child("a"));
        first.offer("a", directory);
        first.offer("b", file("b"));
        first.offer("a", file("a"));
        first.offer("a", directory);

        assertThat(first.page(1)).isEqualTo(new ListingPage(List.of(file("a"), directory), true));
        assertThat(first.page(2)).isEqualTo(new ListingPage(List.of(file("a"), directory, file("b")), false));
    }

    private static FileEntry file(String name) {
        return FileEntry.file(ROOT.child(name), 1, Instant.EPOCH);
    }
}
