package io.nineveh.server.sql.tables;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.server.mysql.ColumnDefinition;
import io.nineveh.server.mysql.MySqlType;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.RowSource;
import io.nineveh.server.sql.SqlErrors;
import io.nineveh.tablet.QueryResult;
import io.nineveh.tablet.ResultColumn;
import java.util.Optional;

/** The rows of a query on their way to a client. */
final class QueryRows implements RowSource {
    private final QueryResult result;

    private QueryRows(QueryResult result) {
        this.result = result;
    }

    /** Takes over the result: who closes the outcome's rows closes it. */
    static Outcome outcome(QueryResult result) {
        return new Outcome.Rows(result.columns().stream().map(QueryRows::column).toList(), new QueryRows(result));
    }

    private static ColumnDefinition column(ResultColumn column) {
        String name = column.name();
        ColumnType type = column.type();
        return switch (type.kind()) {
            case BOOLEAN -> new ColumnDefinition(name, MySqlType.BOOLEAN);
            case TINYINT -> new ColumnDefinition(name, MySqlType.TINYINT);
            case SMALLINT -> new ColumnDefinition(name, MySqlType.SMALLINT);
            case INT -> new ColumnDefinition(name, MySqlType.INT);
            case BIGINT -> new ColumnDefinition(name, MySqlType.BIGINT);
            case FLOAT -> new ColumnDefinition(name, MySqlType.FLOAT);
            case DOUBLE -> new ColumnDefinition(name, MySqlType.DOUBLE);
            case DECIMAL -> ColumnDefinition.decimal(name, type.precision(), type.scale());
            case DATE -> new ColumnDefinition(name, MySqlType.DATE);
            case DATETIME -> new ColumnDefinition(name, MySqlType.DATETIME);
            case LARGEINT, CHAR, VARCHAR -> new ColumnDefinition(name, MySqlType.VARCHAR);
            case STRING, JSON -> new ColumnDefinition(name, MySqlType.TEXT);
        };
    }

    @Override
    public boolean next() {
        try {
            return result.next();
        } catch (RefusedException e) {
            throw SqlErrors.of(e);
        }
    }

    @Override
    public Optional<String> value(int column) {
        try {
            return result.text(column);
        } catch (RefusedException e) {
            throw SqlErrors.of(e);
        }
    }

    @Override
    public void close() {
        result.close();
    }
}
