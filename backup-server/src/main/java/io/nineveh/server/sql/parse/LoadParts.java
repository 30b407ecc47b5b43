package io.nineveh.server.sql.parse;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.broker.api.Location;
import io.nineveh.server.load.LoadRequest.RemoteSource;
import io.nineveh.server.load.StorageAddress;
import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.grammar.NinevehSqlBaseVisitor;
import io.nineveh.server.sql.grammar.NinevehSqlParser.ConditionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.DataDescriptionContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.LoadFilterContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.LoadPrecedingFilterContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.LoadValuesContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.RefusedClauseContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.StorageContext;
import io.nineveh.server.sql.grammar.NinevehSqlParser.StoragePropertiesContext;
import io.nineveh.server.sql.loads.CsvProperties;
import io.nineveh.server.sql.loads.FileProperties;
import io.nineveh.server.sql.loads.FormatName;
import io.nineveh.server.sql.loads.JobFilter;
import io.nineveh.server.sql.loads.JsonProperties;
import io.nineveh.server.sql.loads.Separator;
import io.nineveh.tablet.FileFormat;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileFormat.Json;
import io.nineveh.tablet.RowMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The parts of the statements about loads and exports. */
final class LoadParts {
    private static final String WHERE =
            "Where clause should looks like: LABEL = \"your_load_label\", or LABEL LIKE \"matcher\", or STATE = \"PENDING|LOADING|EXPORTING|FINISHED|CANCELLED\", or compound predicate with operator AND";

    private LoadParts() {}

    static StorageAddress address(StorageContext storage, StoragePropertiesContext properties) {
        return new StorageAddress(
                RepositoryParts.storage(storage), RepositoryParts.secrets(Names.properties(properties)));
    }

    static Location location(String text) {
        try {
            return Location.of(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.INVALID, e.getMessage(), e);
        }
    }

    /** @param ofAll properties of all files of the load */
    static RemoteSource source(DataDescriptionContext context, Map<String, String> ofAll) {
        if (context.refusedClause() != null) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "LOAD with %s is not supported: load into a table with the columns of the file, and INSERT INTO … SELECT from there"
                            .formatted(clause(context.refusedClause())));
        }
        List<TerminalNode> strings = context.STRING();
        int separators = (context.LINES() == null ? 0 : 1) + (context.COLUMNS() == null ? 0 : 1);
        int files = strings.size() - separators;
        String columnSeparator = context.COLUMNS() == null ? "\t" : Separator.of(Names.string(strings.get(files)));
        String lineDelimiter =
                context.LINES() == null ? "\n" : Separator.of(Names.string(strings.get(strings.size() - 1)));
        Map<String, String> own = Names.properties(context.properties());
        Map<String, String> properties = FileProperties.of(own, ofAll);
        Json json = JsonProperties.read(properties);
        Csv csv = CsvProperties.read(columnSeparator, lineDelimiter, properties);
        Optional<FileFormat> format = Optional.ofNullable(context.identifierOrString())
                .map(name -> FormatName.read(Names.name(name), csv, json));
        FileProperties.requireFit(own, format);
        return new RemoteSource(
                Names.name(context.identifier()),
                strings.subList(0, files).stream()
                        .map(text -> location(Names.string(text)))
                        .toList(),
                Names.partitions(context.partitionNames()),
                mapping(context),
                format,
                csv,
                json);
    }

    private static String clause(RefusedClauseContext context) {
        return context.children.stream()
                .takeWhile(TerminalNode.class::isInstance)
                .map(word -> word.getText().toUpperCase(Locale.ROOT))
                .collect(joining(" "));
    }

    private static RowMapping mapping(DataDescriptionContext context) {
        LoadClauses clauses = new LoadClauses();
        context.loadClause().forEach(clause -> clause.accept(clauses));
        return new RowMapping(
                Names.names(context.identifierList()),
                context.pathColumns() == null
                        ? List.of()
                        : Names.names(context.pathColumns().identifierList()),
                clauses.values,
                clauses.precedingFilter,
                clauses.filter);
    }

    /** The clauses that may be in any order. */
    private static final class LoadClauses extends NinevehSqlBaseVisitor<Void> {
        private Map<String, String> values = Map.of();
        private Optional<String> precedingFilter = Optional.empty();
        private Optional<String> filter = Optional.empty();

        @Override
        public Void visitLoadValues(LoadValuesContext context) {
            requireFirst(values.isEmpty(), "SET");
            values = Names.values(context.assignment());
            return null;
        }

        @Override
        public Void visitLoadPrecedingFilter(LoadPrecedingFilterContext context) {
            requireFirst(precedingFilter.isEmpty(), "PRECEDING FILTER");
            precedingFilter = Optional.of(Names.text(context.clauseText()));
            return null;
        }

        @Override
        public Void visitLoadFilter(LoadFilterContext context) {
            requireFirst(filter.isEmpty(), "WHERE");
            filter = Optional.of(Names.text(context.clauseText()));
            return null;
        }

        private static void requireFirst(boolean isFirst, String clause) {
            if (!isFirst) {
                throw new RefusedException(
                        Reason.INVALID, "%s is given twice for the same files; give it once".formatted(clause));
            }
        }
    }

    static JobFilter filter(List<ConditionContext> conditions) {
        NameFilter labels = NameFilter.all();
        Optional<String> state = Optional.empty();
        List<String> seen = new ArrayList<>();
        for (ConditionContext condition : conditions) {
            String column = Names.name(condition.identifier()).toUpperCase(Locale.ROOT);
            boolean isState = column.equals("STATE") && condition.LIKE() == null;
            if (seen.contains(column) || (!isState && !column.equals("LABEL"))) {
                throw new RefusedException(Reason.INVALID, WHERE);
            }
            seen.add(column);
            if (isState) {
                state = Optional.of(Names.string(condition.STRING()));
            } else {
                labels = JobParts.filter(condition);
            }
        }
        return new JobFilter(labels, state);
    }

    static NameFilter label(ConditionContext condition) {
        return JobParts.filter(
                List.of(condition),
                "LABEL",
                "Where clause should look like: LABEL = \"your_load_label\", or LABEL LIKE \"matcher\"");
    }
}
