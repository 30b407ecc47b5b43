package io.nineveh.backup.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A right that users are granted. In the order in which they are shown. */
public enum Privilege {
    /** Changes which processes belong to the system. */
    NODE,
    /** Everything, so that who has it needs no other. */
    ADMIN,
    /** Reads tables and views. */
    SELECT,
    /** Loads, backs up and restores. */
    LOAD,
    /** Changes tables and views. */
    ALTER,
    /** Makes databases, tables and views. */
    CREATE,
    /** Drops databases, tables and views. */
    DROP;

    private static final String SUFFIX = "_PRIV";

    /** As it is written in GRANT. */
    public String grantName() {
        return name() + SUFFIX;
    }

    /** As SHOW GRANTS shows it. */
    public String shownName() {
        return name().charAt(0) + grantName().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Whether it is about the server as a whole, and so granted for everything or not at all. */
    public boolean isGlobal() {
        return this == NODE || this == ADMIN;
    }

    /** The one that is written so in GRANT, without regard to case; empty when there is none. */
    public static Optional<Privilege> ofGrantName(String name) {
        return Arrays.stream(values())
                .filter(privilege -> privilege.grantName().equalsIgnoreCase(name))
                .findFirst();
    }
}
