package io.nineveh.server.mysql;

import java.util.regex.Pattern;

/** Goes through the text of a statement, past what is quoted and past comments; those that MySQL executes, with an exclamation mark, are comments here, too. */
final class QuotedText {
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$[\\p{L}_]*[\\p{L}\\p{N}_]*\\$");

    private QuotedText() {}

    /** Is told what there is outside of strings, names in backticks and comments. */
    interface Visitor {
        /** A character of the statement itself. */
        void character(int position);

        /** It is uncertain what is a string or comment: those that read statements differ in it. Called where that begins. */
        void ambiguity(String what);
    }

    /** From the beginning to the end. */
    static void visit(String sql, Visitor visitor) {
        int position = 0;
        while (position < sql.length()) {
            char character = sql.charAt(position);
            if (character == '\'' || character == '"' || character == '`') {
                position = afterQuoted(sql, position, visitor);
            } else if (startsLineComment(sql, position)) {
                position = afterLineComment(sql, position, visitor);
            } else if (sql.startsWith("/*", position)) {
                position = after(sql, "*/", position + 2);
            } else {
                if (character == '$' && !isWordAt(sql, position - 1) && startsDollarQuote(sql, position)) {
                    visitor.ambiguity("a string in dollars");
                }
                visitor.character(position);
                position++;
            }
        }
    }

    /** A doubled quote ends one string and begins another, which comes to the same. */
    private static int afterQuoted(String sql, int start, Visitor visitor) {
        char quote = sql.charAt(start);
        int position = start + 1;
        while (position < sql.length() && sql.charAt(position) != quote) {
            position += sql.charAt(position) == '\\' && quote != '`' ? 2 : 1;
        }
        int end = Math.min(position + 1, sql.length());
        if (quote == '`' && end == start + 2 && !sql.startsWith("`", end)) {
            visitor.ambiguity("an empty name");
        }
        return end;
    }

    private static boolean startsLineComment(String sql, int position) {
        if (sql.charAt(position) == '#') {
            return true;
        }
        int after = position + 2;
        return sql.startsWith("--", position)
                && (after >= sql.length() || sql.charAt(after) <= ' ' || Character.isWhitespace(sql.charAt(after)));
    }

    /** Those that read a statement differ in where a comment ends that has an unusual blank in it, or a line end of old. */
    private static int afterLineComment(String sql, int start, Visitor visitor) {
        int end = after(sql, "\n", start);
        String comment = sql.substring(start, end).replace("\r\n", "\n");
        boolean unusual = comment.startsWith("--") && comment.length() > 2 && " \t\n".indexOf(comment.charAt(2)) < 0;
        if (unusual || comment.indexOf('\r') >= 0) {
            visitor.ambiguity("a comment with unusual blanks");
        }
        return end;
    }

    private static int after(String sql, String terminator, int from) {
        int end = sql.indexOf(terminator, from);
        return end == -1 ? sql.length() : end + terminator.length();
    }

    private static boolean startsDollarQuote(String sql, int position) {
        return DOLLAR_QUOTE.matcher(sql).region(position, sql.length()).lookingAt();
    }

    /** Whether a word goes on there; not before the beginning and after the end. */
    static boolean isWordAt(String sql, int index) {
        if (index < 0 || index >= sql.length()) {
            return false;
        }
        char character = sql.charAt(index);
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character >= 0x80;
    }
}
