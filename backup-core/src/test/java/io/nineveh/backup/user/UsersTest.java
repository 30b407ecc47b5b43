package io.nineveh.backup.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.config.Secret;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
    private static final Scope EVERYTHING = Scope.everything();
    private static final Scope DB = Scope.database("db");
    private static final Scope TABLE = Scope.object("db", "t");

    @TempDir
    private Path directory;

    private MetadataStore store;
    private Users users;

    @BeforeEach
    void open() {
        store = MetadataStore.open(directory.resolve("metadata.db"));
        users = Users.open(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        close();
        open();
    }

    @Test
    void rootIsThereFromTheBeginningAndMayDoEverything() {
        User root = users.require("root");

        assertThat(users.all()).containsExactly(root);
        assertThat(root.password()).isEmpty();
        assertThat(Privilege.values()).allSatisfy(privilege -> {
            assertThat(root.has(privilege, EVERYTHING)).isTrue();
            assertThat(root.has(privilege, TABLE)).isTrue();
        });
    }

    @Test
    void whatIsChangedIsThereAfterReopening() {
        assertThat(users.create("u", Secret.of("hash"))).isTrue();
        users.grant("u", Set.of(Privilege.SELECT, Privilege.LOAD), DB);
        users.grant("u", Set.of(Privilege.ADMIN), EVERYTHING);
        users.grant("u", Set.of(Privilege.ALTER), TABLE);
        users.revoke("u", Set.of(Privilege.LOAD), DB);
        users.setPassword("root", Secret.of("other"));
        User before = users.require("u");

        reopen();

        User user = users.require("u");
        assertThat(user).isEqualTo(before);
        assertThat(user.password()).contains(Secret.of("hash"));
        assertThat(user.grants().keySet()).containsExactly(EVERYTHING, DB, TABLE);
        assertThat(user.granted(DB)).containsExactly(Privilege.SELECT);
        assertThat(users.require("root").password()).contains(Secret.of("other"));
    }

    @Test
    void aDroppedUserLeavesNothingToALaterOneOfItsName() {
        users.create("u", Secret.of("1"));
        users.grant("u", Set.of(Privilege.ADMIN), EVERYTHING);
        long id = users.require("u").id();

        assertThat(users.drop("u")).isTrue();
        assertThat(users.drop("u")).isFalse();
        assertThat(users.find("u")).isEmpty();
        users.create("u", Secret.of("2"));

        User later = users.require("u");
        assertThat(later.id()).isNotEqualTo(id);
        assertThat(later.grants()).isEmpty();
        reopen();
        assertThat(users.require("u")).isEqualTo(later);
    }

    @Test
    void aUserThatIsThereStaysAsItIs() {
        users.create("u", Secret.of("1"));

        assertThat(users.create("u", Secret.of("2"))).isFalse();
        assertThat(users.create("U", Secret.of("2"))).isTrue();

        assertThat(users.require("u").password()).isEqualTo(Optional.of(Secret.of("1")));
    }

    @Test
    void rootCannotBeDroppedAndKeepsItsPrivileges() {
        assertRefused(() -> users.drop("root"), Reason.INVALID, "cannot be dropped");
        assertRefused(
                () -> users.revoke("root", Set.of(Privilege.ADMIN), EVERYTHING),
                Reason.INVALID,
                "keeps all privileges");
        assertRefused(() -> users.grant("root", Set.of(Privilege.SELECT), DB), Reason.INVALID, "has all privileges");
    }

    @Test
    void allPrivilegesAreRevokedOrNone() {
        users.create("u", Secret.of(""));
        users.grant("u", Set.of(Privilege.SELECT), DB);

        assertRefused(
                () -> users.revoke("u", Set.of(Privilege.SELECT, Privilege.LOAD), DB),
                Reason.UNKNOWN_GRANT,
                "LOAD_PRIV on db.*");
        assertRefused(
                () -> users.revoke("u", Set.of(Privilege.SELECT), TABLE), Reason.UNKNOWN_GRANT, "SELECT_PRIV on db.t");

        assertThat(users.require("u").has(Privilege.SELECT, TABLE)).isTrue();
    }

    @Test
    void whatIsAboutTheServerIsGrantedOnEverythingOnly() {
        users.create("u", Secret.of(""));

        assertRefused(
                () -> users.grant("u", Set.of(Privilege.NODE), DB),
                Reason.INVALID,
                "NODE_PRIV is about the whole server");
        users.grant("u", Set.of(Privilege.NODE), EVERYTHING);

        assertThat(users.require("u").has(Privilege.NODE, EVERYTHING)).isTrue();
        assertThat(users.require("u").sees(DB)).isFalse();
    }

    @Test
    void anUnknownUserIsNamed() {
        assertRefused(() -> users.setPassword("u", Secret.of("")), Reason.UNKNOWN_USER, "'u'@'%'");
        assertRefused(() -> users.grant("u", Set.of(Privilege.LOAD), DB), Reason.UNKNOWN_USER, "'u'@'%'");
        assertRefused(() -> users.revoke("u", Set.of(Privilege.LOAD), DB), Reason.UNKNOWN_USER, "'u'@'%'");
    }

    @Test
    void aPrivilegeHoldsForWhatIsWithinItsScopeAndNothingElse() {
        users.create("u", Secret.of(""));
        users.grant("u", Set.of(Privilege.SELECT), DB);
        users.grant("u", Set.of(Privilege.LOAD), Scope.object("other", "t"));
        User user = users.require("u");

        assertThat(user.has(Privilege.SELECT, DB)).isTrue();
        assertThat(user.has(Privilege.SELECT, TABLE)).isTrue();
        assertThat(user.has(Privilege.LOAD, TABLE)).isFalse();
        assertThat(user.has(Privilege.SELECT, EVERYTHING)).isFalse();
        assertThat(user.has(Privilege.LOAD, Scope.object("other", "t"))).isTrue();
        assertThat(user.has(Privilege.LOAD, Scope.object("other", "T"))).isFalse();
        assertThat(user.has(Privilege.LOAD, Scope.database("other"))).isFalse();
        assertThat(user.sees(Scope.database("other"))).isTrue();
        assertThat(user.sees(Scope.object("other", "t"))).isTrue();
        assertThat(user.sees(Scope.object("other", "u"))).isFalse();
        assertThat(user.sees(Scope.database("third"))).isFalse();
    }

    @Test
    void aPasswordIsNeverPrinted() {
        users.create("u", Secret.of("hush"));

        assertThat(users.require("u").toString()).doesNotContain("hush");
    }

    private static void assertRefused(ThrowingCallable work, Reason reason, String message) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(work)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
