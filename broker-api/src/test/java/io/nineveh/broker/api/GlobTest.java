package io.nineveh.broker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/a/* /a/b",
                "/a/* /a/.hidden",
                "/a/* /a/",
                "/a/b* /a/b",
                "/a/*.csv /a/x.y.csv",
                "/a/?? /a/xy",
                "/a/? /a/\uD83D\uDE00",
                "/[a-c]x /bx",
                "/[^a-c]x /dx",
                "/[!a-c]x /dx",
                "/[]]x /]x",
                "/[^]]x /ax",
                "/[a-]x /-x",
                "/[\\]]x /]x",
                "/[*?{]x /*x",
                "/{a,bc} /bc",
                "/{a,b/c}/d /b/c/d",
                "/{a,{b,c}d}e /cde",
                "/x{,y} /x",
                "/{a} /a",
                "/{a*,b?}.csv /anything.csv",
                "/\\* /*",
                "/\\{a,b\\} /{a,b}",
                "/a,b /a,b",
                "/a} /a}",
                "/a] /a]",
            })
    void matches(String glob, String path) {
        assertThat(Glob.of(glob).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/a/* /a/b/c",
                "/a/* /a",
                "/a? /a/",
                "/a?b /a/b",
                "/a[^x]b /a/b",
                "/a[.-0]b /a/b",
                "/[a-c]x /dx",
                "/[^a-c]x /bx",
                "/{a,b} /c",
                "/{a,b/c}/d /b/d",
                "/\\* /a",
                "/a /A",
                "/a /a/",
            })
    void doesNotMatch(String glob, String path) {
        assertThat(Glob.of(glob).matches(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a[b", "/a[", "/a{b,c", "/a\\", "/[z-a]", "/[", "/[]", "/[^]", "/{{{", "/a]}"})
    void whatIsNotClosedStandsForItself(String text) {
        Glob glob = Glob.of(text);

        assertThat(glob.isLiteral()).isTrue();
        assertThat(glob.literalPath()).isEqualTo(text);
        assertThat(glob.matches(text)).isTrue();
    }

    @Test
    void aBracketDoesNotReachOverASlash() {
        assertThat(Glob.of("/[a/b]").matches("/[a/b]")).isTrue();
        assertThat(Glob.of("/[a/b]").matches("/a")).isFalse();
        assertThat(Glob.of("/[a/*]").matches("/[a/x]")).isTrue();
    }

    @Test
    void whatIsNotClosedLeavesTheOtherWildcardsAlone() {
        assertThat(Glob.of("/{a,[b*").matches("/{a,[bcd")).isTrue();
        assertThat(Glob.of("/{{a,b}*").matches("/{bcd")).isTrue();
    }

    @Test
    void aLiteralGlobTellsItsPathWithoutEscapes() {
        assertThat(Glob.of("/a/b").literalPath()).isEqualTo("/a/b");
        assertThat(Glob.of("/a/\\*\\[x\\]").literalPath()).isEqualTo("/a/*[x]");
        assertThat(Glob.of("/a/*").isLiteral()).isFalse();
        assertThat(Glob.of("/a/{b}").isLiteral()).isFalse();
        assertThatThrownBy(() -> Glob.of("/a/*").literalPath())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/a/*");
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b*/c,/a,/a/b",
        "/a/b/*,/a/b,/a/b/",
        "/a/b,/a,/a/b",
        "/*,/,/",
        "/a,/,/a",
        "/a/\\*x/y?,/a/*x,/a/*x/y",
        "'/{a,b}/c',/,/",
        "'','',''",
    })
    void tellsWhereAWalkBegins(String glob, String directory, String prefix) {
        assertThat(Glob.of(glob).literalDirectory()).isEqualTo(directory);
        assertThat(Glob.of(glob).literalPrefix()).isEqualTo(prefix);
    }

    @Test
    void tellsWhichDirectoriesAWalkCanLeaveOut() {
        Glob glob = Glob.of("/a/b*/{c,d/e}");

        assertThat(glob.canMatchBelow("/")).isTrue();
        assertThat(glob.canMatchBelow("/a")).isTrue();
        assertThat(glob.canMatchBelow("/a/bc")).isTrue();
        assertThat(glob.canMatchBelow("/a/b/d")).isTrue();
        assertThat(glob.canMatchBelow("/a/c")).isFalse();
        assertThat(glob.canMatchBelow("/a/b/c")).isFalse();
        assertThat(glob.canMatchBelow("/a/b/d/e")).isFalse();
        assertThat(glob.canMatchBelow("/ab")).isFalse();
    }

    @Test
    void aHostileGlobTakesNoLongTime() {
        Glob stars = Glob.of("/" + "*a".repeat(200) + "b");
        Glob braces = Glob.of("/" + "{a,aa}".repeat(200));
        Glob nested = Glob.of("/" + "{".repeat(20_000) + "}".repeat(20_000));

        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(stars.matches("/" + "a".repeat(500))).isFalse();
            assertThat(braces.matches("/" + "a".repeat(401))).isFalse();
            assertThat(nested.matches("/")).isTrue();
        });
    }
}
