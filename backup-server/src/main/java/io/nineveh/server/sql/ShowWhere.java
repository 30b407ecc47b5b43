package io.nineveh.server.sql;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.mysql.ColumnDefinition;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.RowSource;
import io.nineveh.server.sql.access.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some of the rows of a {@code SHOW} statement: those that its WHERE asks for. */
public record ShowWhere(Statement shown, RowSelection selection) implements Statement {
    public ShowWhere {
        requireNonNull(shown, "shown");
        requireNonNull(selection, "selection");
    }

    @Override
    public StatementForm form() {
        return shown.form();
    }

    @Override
    public List<Need> needs(StatementContext context) {
        return shown.needs(context);
    }

    @Override
    public Outcome execute(StatementContext context) {
        Outcome outcome = shown.execute(context);
        return outcome instanceof Outcome.Rows all ? only(all) : outcome;
    }

    private Outcome only(Outcome.Rows all) {
        List<List<Optional<String>>> rows = new ArrayList<>();
        try (RowSource source = all.rows()) {
            while (source.next()) {
                List<Optional<String>> row = new ArrayList<>();
                for (int i = 0; i < all.columns().size(); i++) {
                    row.add(source.value(i));
                }
                rows.add(row);
            }
        }
        List<String> names = all.columns().stream().map(ColumnDefinition::name).toList();
        return new Outcome.Rows(all.columns(), RowSource.of(selection.of(names, rows)));
    }
}
