package io.nineveh.server.sql;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Which names a SHOW statement asks for. Letter case counts.
 *
 * @param text the name itself, or for {@link Kind#LIKE} a pattern in which {@code %} is any text, {@code _} any character
 *     and a backslash makes the next character mean itself
 */
public record NameFilter(Kind kind, String text) {
    /** How the text is compared. */
    public enum Kind {
        EQUAL,
        LIKE
    }

    public NameFilter {
        requireNonNull(kind, "kind");
        requireNonNull(text, "text");
    }

    /** Every name. */
    public static NameFilter all() {
        return new NameFilter(Kind.LIKE, "%");
    }

    public static NameFilter equalTo(String name) {
        return new NameFilter(Kind.EQUAL, name);
    }

    public static NameFilter like(String pattern) {
        return new NameFilter(Kind.LIKE, pattern);
    }

    public boolean matches(String name) {
        return switch (kind) {
            case EQUAL -> name.equals(text);
            case LIKE -> pattern().matcher(name).matches();
        };
    }

    private Pattern pattern() {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else if (c == '\\' && i + 1 < text.length()) {
                i++;
                regex.append(Pattern.quote(text.substring(i, i + 1)));
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
