package io.nineveh.server.sql.parse;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.PartitionKind;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.IfNotExists;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.grammar.NinevehSqlParser.AssignmentContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.BoundContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.IdentifierContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.IdentifierListContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.IdentifierOrStringContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.IfExistsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.IfNotExistsContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.InDatabaseContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.LikeNameContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ListValueContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.LiteralContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.NumberContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PartitionNamesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PropertiesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.PropertyContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.QualifiedNameContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.StoragePropertiesContext;
import io.nineveh.server.sql.tables.Detail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The small parts of statements: names, strings, numbers, lists of properties. An absent part is a null context. */
final class Names {
    private Names() {}

    static String name(IdentifierContext context) {
        String text = context.getText();
        return context.BACKTICKED() == null ? text : SqlText.unquoteName(text);
    }

    static String name(IdentifierOrStringContext context) {
        return context.identifier() == null ? string(context.STRING()) : name(context.identifier());
    }

    static List<String> names(IdentifierListContext context) {
        return context == null
                ? List.of()
                : context.identifier().stream().map(Names::name).toList();
    }

    /**
     * The names of formal partitions; empty: all.
     *
     * @throws RefusedException when temporary ones are meant
     */
    static List<String> names(PartitionNamesContext context) {
        PartitionNames partitions = partitions(context);
        if (partitions.kind() == PartitionKind.TEMPORARY) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "TEMPORARY PARTITION is not supported here: load into such partitions, and let them replace others with ALTER TABLE … REPLACE PARTITION");
        }
        return partitions.names();
    }

    static PartitionNames partitions(PartitionNamesContext context) {
        if (context == null) {
            return PartitionNames.ALL;
        }
        return new PartitionNames(
                kind(context.TEMPORARY()),
                context.identifierList() == null
                        ? List.of(name(context.identifier()))
                        : names(context.identifierList()));
    }

    /** Which partitions are meant where the word TEMPORARY may stand. */
    static PartitionKind kind(TerminalNode temporary) {
        return temporary == null ? PartitionKind.FORMAL : PartitionKind.TEMPORARY;
    }

    static QualifiedName qualifiedName(QualifiedNameContext context) {
        List<String> parts = context.identifier().stream().map(Names::name).toList();
        return parts.size() == 1 ? QualifiedName.of(parts.get(0)) : QualifiedName.of(parts.get(0), parts.get(1));
    }

    /** As in MySQL, a database after the table goes before one in front of it. */
    static QualifiedName tableIn(QualifiedNameContext context, InDatabaseContext database) {
        QualifiedName table = qualifiedName(context);
        return new QualifiedName(database(database).or(table::database), table.name());
    }

    static Optional<String> database(InDatabaseContext context) {
        return Optional.ofNullable(context).map(present -> name(present.identifier()));
    }

    static String string(TerminalNode node) {
        return SqlText.unquoteString(node.getText());
    }

    static int integer(TerminalNode node) {
        try {
            return Integer.parseInt(node.getText());
        } catch (NumberFormatException e) {
            throw new RefusedException(Reason.INVALID, "%s is too large a number".formatted(node.getText()), e);
        }
    }

    static String number(NumberContext context) {
        return context.getText();
    }

    static IfExists ifExists(IfExistsContext context) {
        return context == null ? IfExists.REQUIRED : IfExists.TOLERANT;
    }

    static IfNotExists ifNotExists(IfNotExistsContext context) {
        return context == null ? IfNotExists.REQUIRED : IfNotExists.TOLERANT;
    }

    /** In the order in which they are written. */
    static Map<String, String> properties(PropertiesContext context) {
        return context == null ? Map.of() : properties(context.property());
    }

    /** In the order in which they are written. */
    static Map<String, String> properties(StoragePropertiesContext context) {
        return context == null ? Map.of() : properties(context.property());
    }

    /** As the other methods, of properties that a statement lists without a word before them. */
    static Map<String, String> properties(List<PropertyContext> contexts) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (PropertyContext property : contexts) {
            String key = propertyKey(property);
            if (properties.put(key, propertyValue(property)) != null) {
                throw new RefusedException(
                        Reason.INVALID, "The property \"%s\" is given twice; give it once".formatted(key));
            }
        }
        return properties;
    }

    private static String propertyKey(PropertyContext context) {
        boolean isKeyQuoted = context.getChild(0) instanceof TerminalNode;
        return isKeyQuoted ? string(context.STRING(0)) : name(context.identifier(0));
    }

    private static String propertyValue(PropertyContext context) {
        if (context.number() != null) {
            return number(context.number());
        }
        if (context.getChild(2) instanceof TerminalNode) {
            return string(context.STRING(context.STRING().size() - 1));
        }
        return name(context.identifier(context.identifier().size() - 1));
    }

    /** The values of a bound; a first one of MAXVALUE makes it an empty list, whatever follows. */
    static List<String> bound(BoundContext context) {
        return context.boundValue(0).MAXVALUE() != null
                ? List.of()
                : context.boundValue().stream()
                        .map(value -> value.MAXVALUE() == null ? literal(value.literal()) : PartitionRange.MAXVALUE)
                        .toList();
    }

    /** A value for each partition column; empty: NULL. */
    static List<Optional<String>> listValue(ListValueContext context) {
        return context.listLiteral().stream()
                .map(value -> Optional.ofNullable(value.literal()).map(Names::literal))
                .toList();
    }

    private static String literal(LiteralContext context) {
        return context.STRING() == null ? number(context.number()) : string(context.STRING());
    }

    /** The text of a part, comments inside it included. */
    static String text(ParserRuleContext context) {
        return context.start
                .getInputStream()
                .getText(Interval.of(context.start.getStartIndex(), context.stop.getStopIndex()));
    }

    /** @param full the word, or null when it is not there */
    static Detail detail(TerminalNode full) {
        return full == null ? Detail.BRIEF : Detail.FULL;
    }

    /** Expressions by the names of columns. */
    static Map<String, String> values(List<AssignmentContext> assignments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (AssignmentContext assignment : assignments) {
            String column = name(assignment.identifier());
            if (values.put(column, text(assignment.expressionText())) != null) {
                throw new RefusedException(Reason.INVALID, "Column '%s' specified twice".formatted(column));
            }
        }
        return values;
    }

    /** Which names a statement is about: all unless it says so. */
    static NameFilter like(LikeNameContext context) {
        return context == null ? NameFilter.all() : NameFilter.like(string(context.STRING()));
    }
}
