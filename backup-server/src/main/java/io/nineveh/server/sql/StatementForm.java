package io.nineveh.server.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is known of a kind of statement without one at hand.
 *
 * @param words the words that it begins with, in upper case, a blank between; they tell it from all others
 * @param usage its syntax in one line, for error messages
 * @param privilege what a user needs to run it
 * @param help what it does, in one sentence
 */
public record StatementForm(String words, String usage, Privilege privilege, String help) {

    /** A right to run statements. */
    public enum Privilege {
        /** Any user. */
        NONE,
        /** Sees and changes everything. */
        ADMIN,
        /** Changes which processes belong to the system; ADMIN has it too. */
        NODE,
        /** Backs up, restores and loads in a database; ADMIN has it too. */
        LOAD,
        /** Makes databases and tables; ADMIN has it too. */
        CREATE,
        /** Changes tables; ADMIN has it too. */
        ALTER,
        /** Drops databases and tables; ADMIN has it too. */
        DROP,
        /** Reads tables; ADMIN has it too. */
        SELECT
    }

    public StatementForm {
        requireNonNull(words, "words");
        requireNonNull(usage, "usage");
        requireNonNull(privilege, "privilege");
        requireNonNull(help, "help");
    }

    /** The single words of {@link #words()}. */
    public List<String> wordList() {
        return List.of(words.split(" "));
    }
}
