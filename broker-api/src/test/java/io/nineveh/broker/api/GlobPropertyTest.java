package io.nineveh.broker.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares globs with regular expressions that are made from the same parts. */
class GlobPropertyTest {
    private static final String ALPHABET = "abc.*?[]{}^-,\\";

    /** A piece of a glob, as both kinds of text. */
    private record Part(String glob, String regex) {
        static Part concatenation(List<Part> parts) {
            return new Part(
                    parts.stream().map(Part::glob).collect(joining()),
                    parts.stream().map(Part::regex).collect(joining()));
        }

        static Part alternatives(List<Part> parts) {
            return new Part(
                    parts.stream().map(Part::glob).collect(joining(",", "{", "}")),
                    parts.stream().map(Part::regex).collect(joining("|", "(?:", ")")));
        }
    }

    @Property
    void matchesWhatTheSameRegularExpressionMatches(@ForAll("globs") Part part, @ForAll("paths") String path) {
        assertThat(Glob.of(part.glob()).matches(path))
                .as("%s on %s", part.glob(), path)
                .isEqualTo(Pattern.matches("(?s)" + part.regex(), path));
    }

    @Property
    void aDirectoryAboveAMatchIsNeverLeftOut(@ForAll("globs") Part part, @ForAll("paths") String path) {
        Glob glob = Glob.of(part.glob());
        if (glob.matches(path)) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                if (slash + 1 < path.length()) {
                    assertThat(glob.canMatchBelow(path.substring(0, slash))).isTrue();
                }
            }
            assertThat(path).startsWith(glob.literalPrefix()).startsWith(glob.literalDirectory());
        }
    }

    @Property
    void anEscapedPathMatchesItselfAndNothingElse(@ForAll("paths") String path, @ForAll("paths") String other) {
        Glob glob = Glob.of(Glob.escape(path));

        assertThat(glob.isLiteral()).isTrue();
        assertThat(glob.literalPath()).isEqualTo(path);
        assertThat(glob.matches(path)).isTrue();
        assertThat(glob.matches(other)).isEqualTo(other.equals(path));
    }

    @Property
    void everyTextIsAGlob(@ForAll String text, @ForAll String path) {
        Glob glob = Glob.of(text);

        assertThat(glob.toString()).isEqualTo(text);
        assertThat(glob.isLiteral() && glob.matches(path))
                .isEqualTo(glob.isLiteral() && glob.literalPath().equals(path));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings().withChars(ALPHABET + "//").ofMaxLength(6);
    }

    @Provide
    Arbitrary<Part> globs() {
        return parts(2);
    }

    private static Arbitrary<Part> parts(int depth) {
        Arbitrary<Part> literal = Arbitraries.chars()
                .with(ALPHABET.toCharArray())
                .map(character -> new Part("\\" + character, Pattern.quote(character.toString())));
        Arbitrary<Part> plain = Arbitraries.of('a', 'b', 'c', '.', '/')
                .map(character -> new Part(character.toString(), Pattern.quote(character.toString())));
        Arbitrary<Part> wildcard = Arbitraries.of(new Part("*", "[^/]*"), new Part("?", "[^/]"));
        Arbitrary<Part> bracket = Combinators.combine(
                        Arbitraries.of("", "^"), Arbitraries.of("a", "a-c", "b\\]", "\\\\.", "ab,", "*?{}"))
                .as((negation, members) ->
                        new Part("[" + negation + members + "]", "(?!/)[" + negation + members + "]"));
        Arbitrary<Part> one = depth == 0
                ? Arbitraries.oneOf(plain, literal, wildcard, bracket)
                : Arbitraries.oneOf(
                        plain,
                        literal,
                        wildcard,
                        bracket,
                        Arbitraries.lazy(() -> parts(depth - 1))
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(Part::alternatives));
        return one.list().ofMaxSize(4).map(Part::concatenation);
    }
}
