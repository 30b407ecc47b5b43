package io.nineveh.tablet;

/** Goes through the text of a query for DuckDB. */
final class DuckDbText {
    private DuckDbText() {}

    /** Is told what there is outside of quotes and of brackets of any kind. */
    interface Visitor {
        /** A word or number, from its first character up to before the end. */
        void word(int start, int end);

        /** A sign, but no blank and no bracket. */
        void sign(int position);
    }

    static void visit(String sql, Visitor visitor) {
        int depth = 0;
        int position = 0;
        while (position < sql.length()) {
            char c = sql.charAt(position);
            int end = position + 1;
            if (c == '\'' || c == '"') {
                int quote = sql.indexOf(c, end);
                end = quote < 0 ? sql.length() : quote + 1;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (isWord(c)) {
                while (end < sql.length() && isWord(sql.charAt(end))) {
                    end++;
                }
                if (depth == 0) {
                    visitor.word(position, end);
                }
            } else if (depth == 0 && !Character.isWhitespace(c)) {
                visitor.sign(position);
            }
            position = end;
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
