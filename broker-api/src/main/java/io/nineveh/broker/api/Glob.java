package io.nineveh.broker.api;

import java.util.BitSet;
import java.util.List;

/**
 * A path with wildcards, which stand for characters of one component: none of them stands for a slash.
 *
 * <ul>
 *   <li>{@code *} any characters, also none, also a leading dot; {@code ?} one character;
 *   <li>{@code [a-cx]} one of these, {@code [^a-c]} or {@code [!a-c]} one that is none of these;
 *   <li>{@code {a,b}} one of these, each a glob that may hold slashes and further braces;
 *   <li>{@code \} takes the meaning from the character after it.
 * </ul>
 *
 * <p>No text is malformed: a bracket or brace that is not closed (a bracket: before the next slash), a range that runs
 * backwards and a backslash at the end stand for themselves, so that a path can be named whatever its file is called.
 * {@link BrokerFileSystem#list} moreover finds what is spelled like the glob.
 *
 * <p>Characters are Unicode code points. A match takes time in proportion to the length of the glob times that of the
 * path, whatever the glob. Immutable. Two globs are equal when their texts are.
 */
public final class Glob {
    private final String text;
    private final List<GlobStep> steps;
    private final String literalPrefix;
    private final int stepsOfPrefix;
    private final boolean hasOneWay;

    private Glob(String text, List<GlobStep> steps) {
        this.text = text;
        this.steps = steps;
        StringBuilder prefix = new StringBuilder();
        steps.stream()
                .takeWhile(GlobStep.Literal.class::isInstance)
                .forEach(step -> prefix.appendCodePoint(((GlobStep.Literal) step).codePoint()));
        this.literalPrefix = prefix.toString();
        this.stepsOfPrefix = literalPrefix.codePointCount(0, literalPrefix.length());
        this.hasOneWay = steps.stream().noneMatch(GlobStep.Fork.class::isInstance);
    }

    /** Reads a path as a glob; there is none that cannot be read. */
    public static Glob of(String path) {
        return new Glob(path, new GlobParser(path).parse());
    }

    /** A glob's text that matches exactly one path: the given one. */
    public static String escape(String path) {
        StringBuilder escaped = new StringBuilder();
        for (int index = 0; index < path.length(); index++) {
            char character = path.charAt(index);
            if ("*?[]{},\\".indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append(character);
        }
        return escaped.toString();
    }

    /** Whether it has no wildcard and so matches one path, its {@link #literalPath()}. */
    public boolean isLiteral() {
        return steps.stream().allMatch(step -> step instanceof GlobStep.Literal || step instanceof GlobStep.End);
    }

    /**
     * The one path that a literal glob matches: its text without the backslashes that escape.
     *
     * @throws IllegalStateException when it has wildcards
     */
    public String literalPath() {
        if (!isLiteral()) {
            throw new IllegalStateException("not a literal path: " + text);
        }
        return literalPrefix;
    }

    /** The characters that every match begins with, unescaped: as many as stand before the first wildcard. */
    public String literalPrefix() {
        return literalPrefix;
    }

    /**
     * The deepest directory that all matches lie in, as far as it stands before the first wildcard, unescaped and without
     * a trailing slash; {@code "/"} for the root. Where a walk begins.
     */
    public String literalDirectory() {
        int slash = literalPrefix.lastIndexOf('/');
        return slash > 0 ? literalPrefix.substring(0, slash) : literalPrefix.substring(0, slash + 1);
    }

    /** Whether it matches a whole path, which is taken literally. */
    public boolean matches(String path) {
        return hasOneWay ? matchesOnOneWay(path) : run(path).get(steps.size() - 1);
    }

    /**
     * As {@link #run}, without forks: only a {@code *} leaves a choice, and that of the last one met is enough to try, since it
     * can make up for what those before it in the same directory name took.
     */
    private boolean matchesOnOneWay(String path) {
        if (!path.startsWith(literalPrefix)) {
            return false;
        }
        int step = stepsOfPrefix;
        int index = literalPrefix.length();
        int star = -1;
        int starEnd = 0;
        while (index < path.length()) {
            GlobStep at = steps.get(step);
            int codePoint = path.codePointAt(index);
            if (at instanceof GlobStep.AnyCharacters) {
                star = step++;
                starEnd = index;
            } else if (at.takes(codePoint)) {
                step++;
                index += Character.charCount(codePoint);
            } else if (star >= 0 && steps.get(star).takes(path.codePointAt(starEnd))) {
                starEnd += Character.charCount(path.codePointAt(starEnd));
                index = starEnd;
                step = star + 1;
            } else {
                return false;
            }
        }
        while (steps.get(step) instanceof GlobStep.AnyCharacters) {
            step++;
        }
        return step == steps.size() - 1;
    }

    /** Whether it matches any path below a directory. When not, a walk need not look there. */
    public boolean canMatchBelow(String directory) {
        BitSet reached = run(directory.endsWith("/") ? directory : directory + "/");
        reached.clear(steps.size() - 1);
        return !reached.isEmpty();
    }

    /** The steps that are next after a text: a simulation of all ways through the glob at once. */
    private BitSet run(String path) {
        boolean pastPrefix = path.startsWith(literalPrefix);
        int index = pastPrefix ? literalPrefix.length() : 0;
        BitSet reached = new BitSet(steps.size());
        arriveAt(pastPrefix ? stepsOfPrefix : 0, reached);
        while (index < path.length() && !reached.isEmpty()) {
            int codePoint = path.codePointAt(index);
            BitSet next = new BitSet(steps.size());
            for (int step = reached.nextSetBit(0); step >= 0; step = reached.nextSetBit(step + 1)) {
                if (steps.get(step).takes(codePoint)) {
                    arriveAt(steps.get(step) instanceof GlobStep.AnyCharacters ? step : step + 1, next);
                }
            }
            reached = next;
            index += Character.charCount(codePoint);
        }
        return reached;
    }

    private void arriveAt(int first, BitSet reached) {
        BitSet waiting = new BitSet(steps.size());
        BitSet passed = new BitSet(steps.size());
        waiting.set(first);
        while (!waiting.isEmpty()) {
            int step = waiting.nextSetBit(0);
            waiting.clear(step);
            if (reached.get(step) || passed.get(step)) {
                continue;
            }
            GlobStep at = steps.get(step);
            if (at instanceof GlobStep.Fork fork) {
                passed.set(step);
                fork.branches().forEach(waiting::set);
            } else {
                reached.set(step);
                if (at instanceof GlobStep.AnyCharacters) {
                    waiting.set(step + 1);
                }
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && text.equals(glob.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text exactly as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
