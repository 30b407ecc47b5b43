package io.nineveh.server.sql.parse;

import static java.util.stream.Collectors.toSet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.user.Privilege;
import io.nineveh.backup.user.Scope;
import io.nineveh.config.Secret;
import io.nineveh.server.mysql.PasswordHashes;
import io.nineveh.server.sql.ObjectNames;
import io.nineveh.server.sql.grammar.NinevehSqlParser.GrantScopeContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.NewPasswordContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PrivilegeContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ScopePartContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.UserContext;
import io.nineveh.server.sql.users.UserName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The parts of the statements about users. */
final class UserParts {
    private static final String CATALOG = "internal";

    private UserParts() {}

    static UserName user(UserContext context) {
        if (context.ROLE() != null) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED, "Roles are not supported: grant the privileges to each user");
        }
        String name = Names.name(context.identifierOrString(0));
        if (context.AT() == null) {
            return new UserName(name);
        }
        return UserName.at(
                name,
                context.LEFT_BRACKET() == null
                        ? Names.name(context.identifierOrString(1))
                        : Names.string(context.STRING()));
    }

    static PasswordHashes password(NewPasswordContext context) {
        return context.PASSWORD() == null ? plain(context.STRING()) : hash(context.STRING());
    }

    static PasswordHashes plain(TerminalNode text) {
        return PasswordHashes.of(Secret.of(Names.string(text)));
    }

    /** An empty text is the empty password. */
    static PasswordHashes hash(TerminalNode text) {
        Secret hash = Secret.of(Names.string(text));
        if (hash.reveal().isEmpty()) {
            return PasswordHashes.ofEmptyPassword();
        }
        return PasswordHashes.ofNativeHash(hash)
                .orElseThrow(() -> new RefusedException(
                        Reason.INVALID,
                        "Password hash should be a 41-digit hexadecimal number, * and 40 digits; to give the password itself,"
                                + " write SET PASSWORD = PASSWORD('…') or IDENTIFIED BY '…'"));
    }

    static Set<Privilege> privileges(List<PrivilegeContext> contexts) {
        return contexts.stream().map(UserParts::privilege).collect(toSet());
    }

    private static Privilege privilege(PrivilegeContext context) {
        String name = context.identifier() == null ? context.getText() : Names.name(context.identifier());
        return Privilege.ofGrantName(name)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_SUPPORTED,
                        "The privilege %s is not supported: %s"
                                .formatted(name, instead(name.toUpperCase(Locale.ROOT)))));
    }

    private static String instead(String name) {
        Optional<Privilege> meant = Privilege.ofGrantName(name + "_PRIV");
        if (meant.isPresent()) {
            return "write " + meant.orElseThrow().grantName();
        }
        return switch (name) {
            case "GRANT", "GRANT_PRIV" -> "who has ADMIN_PRIV may grant";
            case "SHOW_VIEW_PRIV", "READ_ONLY" -> "write SELECT_PRIV";
            case "USAGE_PRIV" -> "there are no resources, workload groups and the like to be granted";
            case "INSERT" -> "write LOAD_PRIV";
            default ->
                "there are "
                        + Arrays.stream(Privilege.values())
                                .map(Privilege::grantName)
                                .collect(Collectors.joining(", "));
        };
    }

    static Scope scope(GrantScopeContext context) {
        List<Optional<String>> parts =
                context.scopePart().stream().map(UserParts::part).toList();
        if (parts.size() == 3) {
            requireCatalog(parts.get(0), context);
            parts = parts.subList(1, 3);
        }
        if (parts.get(0).isEmpty() && parts.get(1).isPresent()) {
            throw unclear(context);
        }
        parts.get(0).ifPresent(name -> ObjectNames.requireValid("database", name));
        parts.get(1).ifPresent(name -> ObjectNames.requireValid("table", name));
        return new Scope(parts.get(0), parts.get(1));
    }

    /** Empty for the asterisk. */
    private static Optional<String> part(ScopePartContext context) {
        return Optional.ofNullable(context.identifier()).map(Names::name);
    }

    private static void requireCatalog(Optional<String> catalog, GrantScopeContext context) {
        if (catalog.isPresent() && !catalog.orElseThrow().equals(CATALOG)) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "There is no catalog %s, only %s: write database.table".formatted(catalog.orElseThrow(), CATALOG));
        }
        boolean namesSomething = context.scopePart(1).identifier() != null;
        if (catalog.isEmpty() && namesSomething) {
            throw unclear(context);
        }
    }

    private static RefusedException unclear(GrantScopeContext context) {
        return new RefusedException(
                Reason.INVALID,
                "%s is nothing to grant on: write *.*.*, database.* or database.table".formatted(context.getText()));
    }
}
