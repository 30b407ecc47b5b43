package io.nineveh.server.sql.parse;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import io.nineveh.config.NearestName;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.help.HelpCategory;
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
            "FIELDS", "COLUMNS",
            "INDEXES", "INDEX",
            "KEYS", "INDEX");

    /** Words that may stand between the words of a form. */
    private static final List<String> OPTIONAL = List.of("READ", "ONLY", "BRIEF", "FULL", "OR", "REPLACE");

    private static final List<HelpCategory> SUBJECTS = List.of(
            new HelpCategory("Brokers", BrokerStatements.FORMS),
            new HelpCategory("Repositories", RepositoryStatements.FORMS),
            new HelpCategory("Jobs", JobStatements.FORMS),
            new HelpCategory("Databases", DatabaseStatements.FORMS),
            new HelpCategory("Tables", TableStatements.FORMS),
            new HelpCategory("Table changes", TableChangeStatements.FORMS),
            new HelpCategory("Indexes", IndexStatements.FORMS),
            new HelpCategory("Table information", TableInformationStatements.FORMS),
            new HelpCategory("Views", ViewStatements.FORMS),
            new HelpCategory("Rows", RowStatements.FORMS),
            new HelpCategory("Loads", LoadStatements.FORMS),
            new HelpCategory("Connections", ConnectionStatements.FORMS),
            new HelpCategory("Users", UserStatements.FORMS),
            new HelpCategory("Administration", AdministrationStatements.FORMS),
            new HelpCategory("Help", HelpStatements.FORMS));

    private static final List<StatementForm> ALL =
            SUBJECTS.stream().flatMap(subject -> subject.topics().stream()).toList();

    private KnownStatements() {}

    /** The subjects that statements are about. */
    static List<HelpCategory> subjects() {
        return SUBJECTS;
    }

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
