package io.nineveh.broker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
    @Test
    void tellsItsParts() {
        Location location = Location.of("HDFS://NameNode:8020/a b/%41#+:/..//ü");

        assertThat(location.scheme()).isEqualTo("hdfs");
        assertThat(location.authority()).contains("NameNode:8020");
        assertThat(location.path()).isEqualTo("/a b/%41#+:/..//ü");
        assertThat(location.name()).isEqualTo("ü");
        assertThat(location).hasToString("HDFS://NameNode:8020/a b/%41#+:/..//ü");
    }

    @Test
    void theAuthorityMayBeEmptyAndThePathMissing() {
        assertThat(Location.of("file:///a").authority()).isEmpty();
        assertThat(Location.of("s3://bucket").path()).isEmpty();
        assertThat(Location.of("s3://bucket").name()).isEmpty();
        assertThat(Location.of("s3://bucket").child("a")).isEqualTo(Location.of("s3://bucket/a"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://b/a/c,s3://b/a",
        "s3://b/a/c/,s3://b/a",
        "s3://b/a//c,s3://b/a",
        "s3://b/a,s3://b/",
        "file:///a,file:///",
    })
    void theParentHoldsIt(String text, String parent) {
        assertThat(Location.of(text).parent()).contains(Location.of(parent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://b", "s3://b/", "s3://b//", "file:///"})
    void aRootHasNoParent(String text) {
        assertThat(Location.of(text).parent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/b", "s3:/b", "://b", "3s://b"})
    void aTextWithoutASchemeIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Location.of(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("scheme://authority/path");
    }

    @Test
    void credentialsAreRefusedAndNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Location.of("s3://key:hunter2@bucket/a"))
                .withMessageContaining("credentials")
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:/key:hunter2@bucket/a", "//key:hunter2@bucket/a", "key:hunter2@bucket/a"})
    void credentialsAreNotRepeatedWhereTheSchemeIsMissingEither(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Location.of(text))
                .withMessageContaining("scheme://authority/path")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void aPathMayHoldAnAtSign() {
        assertThat(Location.of("s3://bucket/a@b").authority()).contains("bucket");
    }

    @Test
    void aNulCharacterIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Location.of("file:///a\0b"));
    }

    @Test
    void aChildIsARelativePath() {
        Location directory = Location.of("s3://b/a/");

        assertThat(directory.child("c/d")).isEqualTo(Location.of("s3://b/a/c/d"));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.child("/c"));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.child(""));
        assertThatIllegalArgumentException().isThrownBy(() -> directory.withPath("c"));
    }

    @Test
    void theOrderIsThatOfTheTexts() {
        assertThat(Location.of("s3://b/a-b")).isLessThan(Location.of("s3://b/a/b"));
        assertThat(Location.of("s3://b/\uD83D\uDE00")).isLessThan(Location.of("s3://b/\uFF5E"));
    }

    @Property
    void aTextComesBackUnchanged(@ForAll @NotEmpty String name) {
        if (name.indexOf('\0') < 0) {
            Location location = Location.of("s3://bucket/" + name);

            assertThat(location).hasToString("s3://bucket/" + name).isEqualTo(Location.of(location.toString()));
            assertThat(location.path()).isEqualTo("/" + name);
        }
    }
}
