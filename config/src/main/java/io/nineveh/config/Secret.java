package io.nineveh.config;

import static java.util.Objects.requireNonNull;

/**
 * A text that must not be seen: a password, a secret key, a token. It prints as {@code ***}, so that a value of which
 * it is a part can be logged; only {@link #reveal()} gives the text. Two secrets are equal when their texts are.
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = requireNonNull(text, "text");
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself. Call it where the text is used and nowhere else. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
