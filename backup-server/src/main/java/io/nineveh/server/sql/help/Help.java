package io.nineveh.server.sql.help;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementContext;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.TextTable;
import io.nineveh.server.sql.access.Need;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code HELP}. Its answers have the columns of Doris, which the {@code help} of MySQL's command line can show: one topic with
 * its description, else the names of those that may be meant.
 *
 * @param topic what is asked for, without regard to case; empty, or {@code contents}: what there is
 * @param categories all that can be asked for
 */
public record Help(String topic, List<HelpCategory> categories) implements Statement {
    private static final String CONTENTS = "CONTENTS";

    public static final StatementForm FORM = new StatementForm(
            "HELP",
            "HELP [\"statement\" | \"subject\" | \"word\"]",
            StatementForm.NOTHING,
            "Explains a statement, or lists those of a subject or with a word.");

    public Help {
        requireNonNull(topic, "topic");
        categories = List.copyOf(categories);
    }

    @Override
    public StatementForm form() {
        return FORM;
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return List.of();
    }

    @Override
    public Outcome execute(StatementContext context) {
        String asked = String.join(" ", topic.strip().toUpperCase(Locale.ROOT).split("\\s+"));
        if (asked.isEmpty() || asked.equals(CONTENTS)) {
            return contents();
        }
        List<StatementForm> exact =
                topics().stream().filter(form -> form.words().equals(asked)).toList();
        if (!exact.isEmpty()) {
            return descriptions(exact);
        }
        Optional<HelpCategory> category = categories.stream()
                .filter(known -> known.name().toUpperCase(Locale.ROOT).equals(asked))
                .findFirst();
        if (category.isPresent()) {
            return names(category.get().topics());
        }
        List<StatementForm> near = topics().stream()
                .filter(form -> (" " + form.words() + " ").contains(" " + asked + " "))
                .toList();
        return near.size() == 1 ? descriptions(near) : names(near);
    }

    private List<StatementForm> topics() {
        return categories.stream()
                .flatMap(category -> category.topics().stream())
                .toList();
    }

    private Outcome contents() {
        TextTable table = TextTable.of("source_category_name", "name", "is_it_category");
        categories.forEach(category -> table.row("", category.name(), "Y"));
        return table.outcome();
    }

    private static Outcome names(List<StatementForm> topics) {
        TextTable table = TextTable.of("name", "is_it_category");
        topics.forEach(form -> table.row(form.words(), "N"));
        return table.outcome();
    }

    /** Several statements may begin with the same words. */
    private static Outcome descriptions(List<StatementForm> forms) {
        TextTable table = TextTable.of("name", "description", "example");
        forms.forEach(form -> table.row(form.words(), description(form), ""));
        return table.outcome();
    }

    private static String description(StatementForm form) {
        return "%s\n\nSyntax:\n\n    %s\n\nNeeds: %s\n".formatted(form.help(), form.usage(), form.needs());
    }
}
