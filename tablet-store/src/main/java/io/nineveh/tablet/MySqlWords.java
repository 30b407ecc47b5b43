package io.nineveh.tablet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of MySQL's SQL that DuckDB has in another form: {@code LIMIT offset, n}, {@code FROM DUAL}, {@code CONVERT}, the types
 * {@code SIGNED} and {@code UNSIGNED}, the collations of UTF-8, and {@code COLLATION} as a name. For the words and signs of one statement, in their order.
 */
final class MySqlWords {
    private static final Pattern OFFSET_AND_LIMIT = Pattern.compile("\\s+(\\d+)\\s*,\\s*(\\d+)");
    private static final Pattern DUAL = Pattern.compile("\\s+DUAL\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern INTEGER = Pattern.compile("(\\s+INT(EGER)?)?\\s*(?=\\))", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARACTER_SET = Pattern.compile("\\s+\\w+\\s*(?=\\))");
    private static final Pattern SET_UTF8 =
            Pattern.compile("\\s+SET\\s+utf8(mb[34])?\\s*(?=\\))", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARENTHESIS = Pattern.compile("\\s*\\(");

    private static final Pattern UTF8_COLLATION =
            Pattern.compile("\\s+utf8(?:mb[34])?_(?:\\w*_)?(bin|ci)\\b", Pattern.CASE_INSENSITIVE);

    /** What is between two parentheses. */
    private enum Inside {
        CAST,
        CONVERT,
        OTHER
    }

    private final Deque<Inside> open = new ArrayDeque<>();
    private Inside next = Inside.OTHER;

    /**
     * What stands in a word's place.
     *
     * @param end where the text goes on
     */
    record Replacement(String sql, int end) {}

    /** @param end where the word ends in the text */
    Replacement replace(String word, String text, int end) {
        next = Inside.OTHER;
        Inside here = open.isEmpty() ? Inside.OTHER : open.peek();
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "LIMIT" -> {
                Matcher limit = at(OFFSET_AND_LIMIT, text, end);
                yield limit.lookingAt()
                        ? new Replacement("LIMIT %s OFFSET %s".formatted(limit.group(2), limit.group(1)), limit.end())
                        : new Replacement(word, end);
            }
            case "FROM" -> over(DUAL, text, end, "", word);
            case "COLLATION" ->
                at(PARENTHESIS, text, end).lookingAt()
                        ? new Replacement(word, end)
                        : new Replacement(Quoting.identifier(word), end);
            case "COLLATE" -> {
                Matcher collation = at(UTF8_COLLATION, text, end);
                yield collation.lookingAt()
                        ? new Replacement(
                                collation.group(1).equalsIgnoreCase("bin") ? "" : "COLLATE NOCASE", collation.end())
                        : new Replacement(word, end);
            }
            case "CAST", "TRY_CAST" -> {
                next = Inside.CAST;
                yield new Replacement(word, end);
            }
            case "CONVERT" -> {
                boolean isCalled = at(PARENTHESIS, text, end).lookingAt();
                next = isCalled ? Inside.CONVERT : Inside.OTHER;
                yield new Replacement(isCalled ? "CAST" : word, end);
            }
            case "SIGNED" ->
                here == Inside.OTHER ? new Replacement(word, end) : over(INTEGER, text, end, "BIGINT", word);
            case "UNSIGNED" ->
                here == Inside.OTHER ? new Replacement(word, end) : over(INTEGER, text, end, "UBIGINT", word);
            case "CHARACTER" -> here == Inside.OTHER ? new Replacement(word, end) : over(SET_UTF8, text, end, "", word);
            case "USING" ->
                here == Inside.CONVERT
                        ? over(CHARACTER_SET, text, end, "AS VARCHAR", word)
                        : new Replacement(word, end);
            default -> new Replacement(word, end);
        };
    }

    /** What stands in the place of a sign outside of strings, names and words. */
    String sign(char sign) {
        switch (sign) {
            case '(' -> open.push(next);
            case ')' -> open.poll();
            default -> {
                if (sign == ',' && open.peek() == Inside.CONVERT) {
                    return " AS";
                }
            }
        }
        if (!Character.isWhitespace(sign)) {
            next = Inside.OTHER;
        }
        return String.valueOf(sign);
    }

    /** The replacement of a word with what follows it, where that is as wanted. */
    private static Replacement over(Pattern following, String text, int end, String sql, String word) {
        Matcher matcher = at(following, text, end);
        return matcher.lookingAt() ? new Replacement(sql, matcher.end()) : new Replacement(word, end);
    }

    private static Matcher at(Pattern pattern, String text, int position) {
        return pattern.matcher(text).region(position, text.length()).useTransparentBounds(true);
    }
}
