package io.nineveh.server.sql.parse;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import io.nineveh.config.NearestName;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.brokers.AddBroker;
import io.nineveh.server.sql.brokers.DropAllBroker;
import io.nineveh.server.sql.brokers.DropBroker;
import io.nineveh.server.sql.brokers.ShowBroker;
import io.nineveh.server.sql.jobs.BackupSnapshot;
import io.nineveh.server.sql.jobs.CancelBackup;
import io.nineveh.server.sql.jobs.CancelRestore;
import io.nineveh.server.sql.jobs.RestoreSnapshot;
import io.nineveh.server.sql.jobs.ShowBackup;
import io.nineveh.server.sql.jobs.ShowRestore;
import io.nineveh.server.sql.repositories.CreateRepository;
import io.nineveh.server.sql.repositories.DropRepository;
import io.nineveh.server.sql.repositories.ShowCreateRepository;
import io.nineveh.server.sql.repositories.ShowRepositories;
import io.nineveh.server.sql.repositories.ShowSnapshot;
import io.nineveh.server.sql.tables.AddPartition;
import io.nineveh.server.sql.tables.CreateDatabase;
import io.nineveh.server.sql.tables.CreateTable;
import io.nineveh.server.sql.tables.DescribeTable;
import io.nineveh.server.sql.tables.DropDatabase;
import io.nineveh.server.sql.tables.DropPartition;
import io.nineveh.server.sql.tables.DropTable;
import io.nineveh.server.sql.tables.InsertInto;
import io.nineveh.server.sql.tables.Select;
import io.nineveh.server.sql.tables.ShowCreateTable;
import io.nineveh.server.sql.tables.ShowData;
import io.nineveh.server.sql.tables.ShowDatabases;
import io.nineveh.server.sql.tables.ShowPartitions;
import io.nineveh.server.sql.tables.ShowTables;
import io.nineveh.server.sql.tables.ShowTablets;
import io.nineveh.server.sql.tables.UseDatabase;
import io.nineveh.server.sql.views.AlterView;
import io.nineveh.server.sql.views.CreateView;
import io.nineveh.server.sql.views.DropView;
import io.nineveh.server.sql.views.ShowCreateView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All kinds of statements that there are, and which of them a text comes near to. */
public final class KnownStatements {
    /** Other words for the beginning of a statement. */
    private static final Map<String, String> SYNONYMS = Map.of(
            "DESCRIBE", "DESC",
            "SCHEMA", "DATABASE",
            "SCHEMAS", "DATABASES",
            "TABLET", "TABLETS");

    /** Words that may stand between the words of a form. */
    private static final List<String> OPTIONAL = List.of("READ", "ONLY", "BRIEF", "OR", "REPLACE");

    private static final List<StatementForm> ALL = List.of(
            AddBroker.FORM,
            DropBroker.FORM,
            DropAllBroker.FORM,
            ShowBroker.FORM,
            CreateRepository.FORM,
            DropRepository.FORM,
            ShowRepositories.FORM,
            ShowCreateRepository.FORM,
            ShowSnapshot.FORM,
            BackupSnapshot.FORM,
            ShowBackup.FORM,
            CancelBackup.FORM,
            RestoreSnapshot.FORM,
            ShowRestore.FORM,
            CancelRestore.FORM,
            CreateDatabase.FORM,
            DropDatabase.FORM,
            UseDatabase.FORM,
            ShowDatabases.FORM,
            CreateTable.FORM,
            DropTable.FORM,
            AddPartition.FORM,
            DropPartition.FORM,
            ShowTables.FORM,
            ShowCreateTable.FORM,
            ShowPartitions.FORM,
            ShowTablets.FORM,
            ShowData.FORM,
            DescribeTable.FORM,
            CreateView.FORM,
            AlterView.FORM,
            DropView.FORM,
            ShowCreateView.FORM,
            InsertInto.FORM,
            Select.FORM);

    private KnownStatements() {}

    /** Every kind of statement, those of one subject together. */
    public static List<StatementForm> all() {
        return ALL;
    }

    /** The forms whose words a text begins with; several when they begin alike, none when there is no such statement. */
    static List<StatementForm> beginningWith(List<String> words) {
        List<String> normal = normalize(words);
        return ALL.stream().filter(form -> startsWith(normal, form.wordList())).toList();
    }

    /**
     * The statements that a text was probably meant to be, by the words that they begin with: word for word, those that
     * agree, or else those with the most similar word. Empty when not even the first word is like any.
     */
    static List<String> nearest(List<String> words) {
        List<String> normal = normalize(words);
        List<StatementForm> remaining = ALL;
        for (int i = 0; i < normal.size(); i++) {
            int position = i;
            Set<String> possible = remaining.stream()
                    .filter(form -> form.wordList().size() > position)
                    .map(form -> form.wordList().get(position))
                    .collect(toCollection(TreeSet::new));
            Optional<String> meant = possible.contains(normal.get(i))
                    ? Optional.of(normal.get(i))
                    : NearestName.of(normal.get(i), possible);
            if (meant.isEmpty()) {
                break;
            }
            remaining = remaining.stream()
                    .filter(form -> form.wordList().size() > position)
                    .filter(form -> form.wordList().get(position).equals(meant.orElseThrow()))
                    .toList();
        }
        return remaining.equals(ALL)
                ? List.of()
                : remaining.stream().map(StatementForm::words).distinct().toList();
    }

    /** The first words of all statements, each once: what a person can go on from. */
    static String firstWords() {
        return ALL.stream()
                .map(form -> form.wordList().get(0))
                .distinct()
                .sorted()
                .collect(joining(", "));
    }

    private static List<String> normalize(List<String> words) {
        return words.stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .filter(word -> !OPTIONAL.contains(word))
                .map(word -> SYNONYMS.getOrDefault(word, word))
                .toList();
    }

    private static boolean startsWith(List<String> words, List<String> head) {
        return words.size() >= head.size() && words.subList(0, head.size()).equals(head);
    }
}
