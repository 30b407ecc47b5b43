package io.nineveh.server.sql;

/** How names and strings are written in a statement, and read from one. */
public final class SqlText {
    private SqlText() {}

    /** A name in backticks. */
    public static String quoteName(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** The name that a text in backticks stands for. */
    public static String unquoteName(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("``", "`");
    }

    /** A text in double quotes. */
    public static String quoteString(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\0' -> quoted.append("\\0");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /**
     * The text that a quoted string stands for, as MySQL reads it: a doubled quote is one, a backslash escapes, and {@code
     * \%} and {@code \_} stay as they are for LIKE.
     */
    public static String unquoteString(String quoted) {
        char quote = quoted.charAt(0);
        StringBuilder text = new StringBuilder();
        int end = quoted.length() - 1;
        for (int i = 1; i < end; i++) {
            char c = quoted.charAt(i);
            if (c == quote) {
                i++;
                text.append(quote);
            } else if (c == '\\') {
                i++;
                text.append(unescape(quoted.charAt(i)));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String unescape(char escaped) {
        return switch (escaped) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'b' -> "\b";
            case '0' -> "\0";
            case 'Z' -> "\u001a";
            case '%' -> "\\%";
            case '_' -> "\\_";
            default -> String.valueOf(escaped);
        };
    }
}
