package io.nineveh.server.sql.parse;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.grammar.NinevehSqlParser;
import io.nineveh.server.sql.grammar.NinevehSqlParser.StatementContext;
import io.nineveh.server.sql.grammar.NinevehSqlVisitor;
import java.util.Map;
import org.antlr.v4.runtime.RuleContext;

/** Makes a statement's record from its parse tree; each subject has a class of its own for that. */
final class StatementBuilder {
    private static final Map<Integer, NinevehSqlVisitor<Statement>> SUBJECTS = Map.ofEntries(
            Map.entry(NinevehSqlParser.RULE_brokerStatement, new BrokerStatements()),
            Map.entry(NinevehSqlParser.RULE_repositoryStatement, new RepositoryStatements()),
            Map.entry(NinevehSqlParser.RULE_jobStatement, new JobStatements()),
            Map.entry(NinevehSqlParser.RULE_databaseStatement, new DatabaseStatements()),
            Map.entry(NinevehSqlParser.RULE_tableStatement, new TableStatements()),
            Map.entry(NinevehSqlParser.RULE_tableChangeStatement, new TableChangeStatements()),
            Map.entry(NinevehSqlParser.RULE_indexStatement, new IndexStatements()),
            Map.entry(NinevehSqlParser.RULE_tableInformationStatement, new TableInformationStatements()),
            Map.entry(NinevehSqlParser.RULE_viewStatement, new ViewStatements()),
            Map.entry(NinevehSqlParser.RULE_loadStatement, new LoadStatements()),
            Map.entry(NinevehSqlParser.RULE_rowStatement, new RowStatements()),
            Map.entry(NinevehSqlParser.RULE_connectionStatement, new ConnectionStatements()),
            Map.entry(NinevehSqlParser.RULE_userStatement, new UserStatements()),
            Map.entry(NinevehSqlParser.RULE_administrationStatement, new AdministrationStatements()),
            Map.entry(NinevehSqlParser.RULE_helpStatement, new HelpStatements()));

    private StatementBuilder() {}

    static Statement build(StatementContext context) {
        RuleContext subject = (RuleContext) context.getChild(0);
        return subject.accept(requireNonNull(SUBJECTS.get(subject.getRuleIndex()), "a subject without a class"));
    }
}
