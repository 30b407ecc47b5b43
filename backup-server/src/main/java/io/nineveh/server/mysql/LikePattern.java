package io.nineveh.server.mysql;

/** A pattern of LIKE: {@code %} for any characters, {@code _} for one, a backslash before either for itself. */
final class LikePattern {
    private final String pattern;

    LikePattern(String pattern) {
        this.pattern = pattern;
    }

    /** Letter case is ignored. Takes at most the product of both lengths, whatever the pattern. */
    boolean matches(String text) {
        int p = 0;
        int t = 0;
        int retryPattern = -1;
        int retryText = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '%') {
                p++;
                retryPattern = p;
                retryText = t;
            } else if (p < pattern.length() && matchesOne(p, text.charAt(t))) {
                p += isEscape(p) ? 2 : 1;
                t++;
            } else if (retryPattern >= 0) {
                retryText++;
                p = retryPattern;
                t = retryText;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }

    private boolean matchesOne(int p, char character) {
        if (isEscape(p)) {
            return pattern.charAt(p + 1) == character;
        }
        char wanted = pattern.charAt(p);
        return wanted == '_' || Character.toLowerCase(wanted) == Character.toLowerCase(character);
    }

    private boolean isEscape(int p) {
        return pattern.charAt(p) == '\\' && p + 1 < pattern.length();
    }
}
