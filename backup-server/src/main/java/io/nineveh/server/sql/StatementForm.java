package io.nineveh.server.sql;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Privilege;
import java.util.List;

/**
 * What is known of a kind of statement without one at hand.
 *
 * @param words the words that it begins with, in upper case, a blank between; they tell it from all others
 * @param usage its syntax in one line, for error messages
 * @param needs what a user needs to run it, for people; what is checked, each statement tells itself
 * @param help what it does, in one sentence
 */
public record StatementForm(String words, String usage, String needs, String help) {
    /** What a statement needs that anybody may run. */
    public static final String NOTHING = "no privilege";

    /** What a statement needs that tells of a table. */
    public static final String ANY_ON_TABLE = "any privilege on the table or view";

    public StatementForm {
        requireNonNull(words, "words");
        requireNonNull(usage, "usage");
        requireNonNull(needs, "needs");
        requireNonNull(help, "help");
    }

    /** A statement that needs one privilege. */
    public StatementForm(String words, String usage, Privilege privilege, String help) {
        this(words, usage, privilege.grantName(), help);
    }

    /** The single words of {@link #words()}. */
    public List<String> wordList() {
        return List.of(words.split(" "));
    }
}
