package io.nineveh.server.sql.access;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.user.Privilege;
import io.nineveh.backup.user.Scope;
import io.nineveh.backup.user.User;
import io.nineveh.server.mysql.ErrorCode;
import io.nineveh.server.mysql.SqlException;
import io.nineveh.tablet.TableName;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Something that a user must be granted before a statement does anything. Whether what it names is there makes no difference. */
public sealed interface Need {

    boolean isMetBy(User user);

    /**
     * The error for who does not have it.
     *
     * @param who as MySQL names a user of a connection: {@code 'name'@'host'}
     */
    SqlException refusal(String who);

    static Need admin() {
        return new Global(Set.of(Privilege.ADMIN));
    }

    static Need node() {
        return new Global(Set.of(Privilege.ADMIN, Privilege.NODE));
    }

    /** That the user is root itself. */
    static Need root() {
        return new Root();
    }

    static Need onDatabase(Privilege privilege, String database) {
        return new OnDatabase(database, Optional.of(privilege));
    }

    /** Any privilege on a database or something in it. */
    static Need toSeeDatabase(String database) {
        return new OnDatabase(database, Optional.empty());
    }

    /** On a table or view. */
    static Need onObject(Privilege privilege, TableName object) {
        return new OnObject(object, Optional.of(privilege));
    }

    /** Any privilege on a table or view. */
    static Need toSeeObject(TableName object) {
        return new OnObject(object, Optional.empty());
    }

    /** One of several privileges on the server as a whole. */
    record Global(Set<Privilege> anyOf) implements Need {
        public Global {
            anyOf = Set.copyOf(anyOf);
        }

        @Override
        public boolean isMetBy(User user) {
            return anyOf.stream().anyMatch(privilege -> user.has(privilege, Scope.everything()));
        }

        @Override
        public SqlException refusal(String who) {
            return new SqlException(
                    ErrorCode.MISSING_PRIVILEGE,
                    "Access denied; you need (at least one of) the (%s) privilege(s) for this operation"
                            .formatted(
                                    anyOf.stream().map(Privilege::name).sorted().collect(Collectors.joining("/"))));
        }
    }

    /** See {@link Need#root()}. */
    record Root() implements Need {
        @Override
        public boolean isMetBy(User user) {
            return user.isRoot();
        }

        @Override
        public SqlException refusal(String who) {
            return new SqlException(
                    ErrorCode.MISSING_PRIVILEGE, "Access denied; only 'root'@'%' itself changes its password");
        }
    }

    /**
     * A privilege on a database.
     *
     * @param privilege empty: any on it or in it
     */
    record OnDatabase(String database, Optional<Privilege> privilege) implements Need {
        public OnDatabase {
            requireNonNull(database, "database");
            requireNonNull(privilege, "privilege");
        }

        @Override
        public boolean isMetBy(User user) {
            Scope scope = Scope.database(database);
            return !TemporaryTables.areIn(database)
                    && privilege.map(needed -> user.has(needed, scope)).orElseGet(() -> user.sees(scope));
        }

        @Override
        public SqlException refusal(String who) {
            return new SqlException(
                    ErrorCode.DATABASE_ACCESS_DENIED,
                    "Access denied for user %s to database '%s'; it takes %s"
                            .formatted(who, database, wanted(privilege, Scope.database(database))));
        }
    }

    /**
     * A privilege on a table or view.
     *
     * @param privilege empty: any
     */
    record OnObject(TableName object, Optional<Privilege> privilege) implements Need {
        public OnObject {
            requireNonNull(object, "object");
            requireNonNull(privilege, "privilege");
        }

        @Override
        public boolean isMetBy(User user) {
            Scope scope = scope();
            return !TemporaryTables.areIn(object.database())
                    && privilege.map(needed -> user.has(needed, scope)).orElseGet(() -> user.sees(scope));
        }

        @Override
        public SqlException refusal(String who) {
            return new SqlException(
                    ErrorCode.TABLE_ACCESS_DENIED,
                    "%s command denied to user %s for table '%s'; it takes %s"
                            .formatted(
                                    privilege.map(Privilege::name).orElse("SHOW"),
                                    who,
                                    object.table(),
                                    wanted(privilege, scope())));
        }

        private Scope scope() {
            return Scope.object(object.database(), object.table());
        }
    }

    private static String wanted(Optional<Privilege> privilege, Scope scope) {
        return "%s on %s".formatted(privilege.map(Privilege::grantName).orElse("any privilege"), scope);
    }
}
