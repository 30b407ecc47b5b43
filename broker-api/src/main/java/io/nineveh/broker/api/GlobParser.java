package io.nineveh.broker.api;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads the text of a glob into steps. Uses no recursion, so that no depth of braces can exhaust the stack. */
final class GlobParser {
    private final int[] text;
    private final List<GlobStep> steps = new ArrayList<>();
    private final Deque<Braces> open = new ArrayDeque<>();

    GlobParser(String text) {
        this.text = text.codePoints().toArray();
    }

    List<GlobStep> parse() {
        BitSet closedBraces = closedBraces();
        int index = 0;
        while (index < text.length) {
            int codePoint = text[index];
            Optional<Bracket> bracket = bracketAt(index);
            if (bracket.isPresent()) {
                steps.add(bracket.get().step());
                index = bracket.get().end();
                continue;
            }
            if (isEscapeAt(index)) {
                index++;
                steps.add(new GlobStep.Literal(text[index]));
            } else if (codePoint == '*') {
                steps.add(new GlobStep.AnyCharacters());
            } else if (codePoint == '?') {
                steps.add(new GlobStep.AnyCharacter());
            } else if (codePoint == '{' && closedBraces.get(index)) {
                open.push(new Braces(steps));
            } else if (codePoint == ',' && !open.isEmpty()) {
                open.element().nextAlternative();
            } else if (codePoint == '}' && !open.isEmpty()) {
                open.pop().close();
            } else {
                steps.add(new GlobStep.Literal(codePoint));
            }
            index++;
        }
        steps.add(new GlobStep.End());
        return List.copyOf(steps);
    }

    /** Where a brace opens that is also closed. */
    private BitSet closedBraces() {
        BitSet closed = new BitSet();
        Deque<Integer> pending = new ArrayDeque<>();
        int index = 0;
        while (index < text.length) {
            Optional<Bracket> bracket = bracketAt(index);
            if (bracket.isPresent()) {
                index = bracket.get().end();
                continue;
            }
            if (isEscapeAt(index)) {
                index++;
            } else if (text[index] == '{') {
                pending.push(index);
            } else if (text[index] == '}' && !pending.isEmpty()) {
                closed.set(pending.pop());
            }
            index++;
        }
        return closed;
    }

    private boolean isEscapeAt(int index) {
        return text[index] == '\\' && index + 1 < text.length;
    }

    /** The bracket that begins at an index, if a well-formed one does. A closing bracket that comes first is a member. */
    private Optional<Bracket> bracketAt(int start) {
        if (text[start] != '[') {
            return Optional.empty();
        }
        int index = start + 1;
        boolean negated = index < text.length && (text[index] == '^' || text[index] == '!');
        if (negated) {
            index++;
        }
        List<GlobStep.Range> ranges = new ArrayList<>();
        while (index < text.length && text[index] != '/') {
            if (text[index] == ']' && !ranges.isEmpty()) {
                return Optional.of(new Bracket(
                        negated ? new GlobStep.NoneOf(List.copyOf(ranges)) : new GlobStep.OneOf(List.copyOf(ranges)),
                        index + 1));
            }
            index += isEscapeAt(index) ? 1 : 0;
            int first = text[index];
            int last = first;
            index++;
            if (index + 1 < text.length && text[index] == '-' && text[index + 1] != ']') {
                index++;
                index += isEscapeAt(index) ? 1 : 0;
                last = text[index];
                index++;
            }
            if (last < first || first == '/' || last == '/') {
                return Optional.empty();
            }
            ranges.add(new GlobStep.Range(first, last));
        }
        return Optional.empty();
    }

    /** A bracket, and the index after it. */
    private record Bracket(GlobStep step, int end) {}

    /** Braces that are being read: a fork to the alternatives, each but the last ending with a leap behind them all. */
    private static final class Braces {
        private final List<GlobStep> steps;
        private final int fork;
        private final List<Integer> alternatives = new ArrayList<>();
        private final List<Integer> leaps = new ArrayList<>();

        Braces(List<GlobStep> steps) {
            this.steps = steps;
            this.fork = placeholder();
            alternatives.add(steps.size());
        }

        void nextAlternative() {
            leaps.add(placeholder());
            alternatives.add(steps.size());
        }

        void close() {
            steps.set(fork, new GlobStep.Fork(List.copyOf(alternatives)));
            GlobStep leap = new GlobStep.Fork(List.of(steps.size()));
            leaps.forEach(index -> steps.set(index, leap));
        }

        private int placeholder() {
            steps.add(new GlobStep.Fork(List.of()));
            return steps.size() - 1;
        }
    }
}
