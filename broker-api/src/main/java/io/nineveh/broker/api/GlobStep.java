package io.nineveh.broker.api;

import java.util.List;

/** One step on a way through a glob. The step after it is the next in the list, unless it says another. */
sealed interface GlobStep {

    /** Whether the step can be made with this character of a path. */
    boolean takes(int codePoint);

    /** This character and no other. */
    record Literal(int codePoint) implements GlobStep {
        @Override
        public boolean takes(int other) {
            return codePoint == other;
        }
    }

    /** {@code ?} */
    record AnyCharacter() implements GlobStep {
        @Override
        public boolean takes(int codePoint) {
            return codePoint != '/';
        }
    }

    /** {@code *}: is made again and again, or not at all. */
    record AnyCharacters() implements GlobStep {
        @Override
        public boolean takes(int codePoint) {
            return codePoint != '/';
        }
    }

    /** {@code [...]} */
    record OneOf(List<Range> ranges) implements GlobStep {
        @Override
        public boolean takes(int codePoint) {
            return codePoint != '/' && ranges.stream().anyMatch(range -> range.holds(codePoint));
        }
    }

    /** {@code [^...]} */
    record NoneOf(List<Range> ranges) implements GlobStep {
        @Override
        public boolean takes(int codePoint) {
            return codePoint != '/' && ranges.stream().noneMatch(range -> range.holds(codePoint));
        }
    }

    /** Goes on at each of these steps, without a character. */
    record Fork(List<Integer> branches) implements GlobStep {
        @Override
        public boolean takes(int codePoint) {
            return false;
        }
    }

    /** The path has been matched if it ends here. */
    record End() implements GlobStep {
        @Override
        public boolean takes(int codePoint) {
            return false;
        }
    }

    /** Characters of a bracket, both ends included. */
    record Range(int first, int last) {
        boolean holds(int codePoint) {
            return first <= codePoint && codePoint <= last;
        }
    }
}
