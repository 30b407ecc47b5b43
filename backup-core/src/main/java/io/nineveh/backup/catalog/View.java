package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A query that has a name. What it reads is looked up each time it is used.
 *
 * @param id never used again for anything else
 * @param columns in the order of the query's; empty: they have the query's names
 * @param query as it was written, in MySQL's lexical form; what it names without a database is in the view's own, so that it
 *     holds in any database
 */
public record View(long id, String name, List<ViewColumn> columns, String comment, String query)
        implements CatalogObject {
    public View {
        requireNonNull(name, "name");
        requireNonNull(comment, "comment");
        requireNonNull(query, "query");
        columns = List.copyOf(columns);
    }

    /** A column of a view. Its type is the query's. */
    public record ViewColumn(String name, String comment) {
        public ViewColumn {
            requireNonNull(name, "name");
            requireNonNull(comment, "comment");
        }
    }

    /** The same view as another object. */
    public View as(long otherId, String otherName) {
        return new View(otherId, otherName, columns, comment, query);
    }

    /** Whether both give the same rows and columns of the same tables. */
    public boolean isLike(View other) {
        return columns.equals(other.columns) && query.equals(other.query);
    }
}
