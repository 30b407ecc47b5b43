package io.nineveh.server.sql.parse;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AlterRepositoryContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.CreateRepositoryContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DropRepositoryContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowCreateRepositoryContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowRepositoriesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ShowSnapshotContext;
import io.nineveh.server.sql.repositories.AlterRepository;
import io.nineveh.server.sql.repositories.CreateRepository;
import io.nineveh.server.sql.repositories.DropRepository;
import io.nineveh.server.sql.repositories.ShowCreateRepository;
import io.nineveh.server.sql.repositories.ShowRepositories;
import io.nineveh.server.sql.repositories.ShowSnapshot;
import java.util.List;

/** The statements about repositories. */
final class RepositoryStatements extends NinevehSqlBaseVisitor<Statement> {
    /** All of them, in the order in which they are explained. */
    static final List<StatementForm> FORMS = List.of(
            CreateRepository.FORM,
            AlterRepository.FORM,
            DropRepository.FORM,
            ShowRepositories.FORM,
            ShowCreateRepository.FORM,
            ShowSnapshot.FORM);

    @Override
    public Statement visitCreateRepository(CreateRepositoryContext context) {
        return new CreateRepository(Names.ifNotExists(context.ifNotExists()), RepositoryParts.definition(context));
    }

    @Override
    public Statement visitAlterRepository(AlterRepositoryContext context) {
        return new AlterRepository(
                Names.name(context.identifier()), RepositoryParts.secrets(Names.properties(context.properties())));
    }

    @Override
    public Statement visitDropRepository(DropRepositoryContext context) {
        return new DropRepository(Names.name(context.identifier()));
    }

    @Override
    public Statement visitShowRepositories(ShowRepositoriesContext context) {
        return new ShowRepositories();
    }

    @Override
    public Statement visitShowCreateRepository(ShowCreateRepositoryContext context) {
        return new ShowCreateRepository(Names.name(context.identifier()));
    }

    @Override
    public Statement visitShowSnapshot(ShowSnapshotContext context) {
        return RepositoryParts.showSnapshot(context);
    }
}
