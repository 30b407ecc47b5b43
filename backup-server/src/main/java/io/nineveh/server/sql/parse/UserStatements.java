package io.nineveh.server.sql.parse;

import io.nineveh.server.mysql.PasswordHashes;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AlterUserContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateUserContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropUserContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.GrantContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RevokeContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.SetPasswordContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowAllGrantsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowGrantsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowRolesContext;
import io.nineveh.server.sql.users.AlterUser;
import io.nineveh.server.sql.users.CreateUser;
import io.nineveh.server.sql.users.DropUser;
import io.nineveh.server.sql.users.Grant;
import io.nineveh.server.sql.users.Revoke;
import io.nineveh.server.sql.users.SetPassword;
import io.nineveh.server.sql.users.ShowAllGrants;
import io.nineveh.server.sql.users.ShowGrants;
import io.nineveh.server.sql.users.ShowRoles;
import java.util.List;
import java.util.Optional;

/** The statements about users. */
final class UserStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(
            CreateUser.FORM,
            AlterUser.FORM,
            DropUser.FORM,
            SetPassword.FORM,
            Grant.FORM,
            Revoke.FORM,
            ShowGrants.FORM,
            ShowAllGrants.FORM,
            ShowRoles.FORM);

    @Override
    public Statement visitCreateUser(CreateUserContext context) {
        return new CreateUser(
                UserParts.user(context.user()),
                Names.ifNotExists(context.ifNotExists()),
                context.newPassword() == null
                        ? PasswordHashes.ofEmptyPassword()
                        : UserParts.password(context.newPassword()));
    }

    @Override
    public Statement visitAlterUser(AlterUserContext context) {
        return new AlterUser(
                UserParts.user(context.user()),
                Names.ifExists(context.ifExists()),
                UserParts.password(context.newPassword()));
    }

    @Override
    public Statement visitDropUser(DropUserContext context) {
        return new DropUser(UserParts.user(context.user()), Names.ifExists(context.ifExists()));
    }

    @Override
    public Statement visitSetPassword(SetPasswordContext context) {
        return new SetPassword(
                Optional.ofNullable(context.user()).map(UserParts::user),
                context.LEFT_PAREN() == null ? UserParts.hash(context.STRING()) : UserParts.plain(context.STRING()));
    }

    @Override
    public Statement visitGrant(GrantContext context) {
        return new Grant(
                UserParts.privileges(context.privilege()),
                UserParts.scope(context.grantScope()),
                UserParts.user(context.user()));
    }

    @Override
    public Statement visitRevoke(RevokeContext context) {
        return new Revoke(
                UserParts.privileges(context.privilege()),
                UserParts.scope(context.grantScope()),
                UserParts.user(context.user()));
    }

    @Override
    public Statement visitShowGrants(ShowGrantsContext context) {
        return new ShowGrants(Optional.ofNullable(context.user()).map(UserParts::user));
    }

    @Override
    public Statement visitShowAllGrants(ShowAllGrantsContext context) {
        return new ShowAllGrants();
    }

    @Override
    public Statement visitShowRoles(ShowRolesContext context) {
        return new ShowRoles();
    }
}
