package io.nineveh.server.sql.views;

import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.grammar.NinevehSqlLexer;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/**
 * Takes the name of a view's own database out of its query, so that the query holds in any database that the view is restored into:
 * {@code shop.orders} becomes {@code orders} in a view of {@code shop}. All else stays as it is written.
 */
final class OwnNames {
    private final String query;
    private final String database;
    private final List<List<String>> names;
    private final List<? extends Token> tokens;

    private OwnNames(String query, String database, List<List<String>> names) {
        this.query = query;
        this.database = database;
        this.names = names;
        NinevehSqlLexer lexer = new NinevehSqlLexer(CharStreams.fromString(query));
        lexer.removeErrorListeners();
        this.tokens = lexer.getAllTokens().stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .toList();
    }

    /** {@code names} is what the query reads, each name in its parts. */
    static String shorten(String query, String database, List<List<String>> names) {
        return new OwnNames(query, database, names).shorten();
    }

    private String shorten() {
        StringBuilder shortened = new StringBuilder();
        int copied = 0;
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (isOwn(i)) {
                shortened.append(query, copied, offset(tokens.get(i).getStartIndex()));
                copied = offset(tokens.get(i + 2).getStartIndex());
            }
        }
        return shortened.append(query, copied, query.length()).toString();
    }

    /** Whether {@code database.name} begins at a token, which is no later part of a name itself. */
    private boolean isOwn(int i) {
        boolean isFirst = i == 0 || tokens.get(i - 1).getType() != NinevehSqlLexer.DOT;
        return isFirst
                && tokens.get(i + 1).getType() == NinevehSqlLexer.DOT
                && name(tokens.get(i)).filter(database::equals).isPresent()
                && name(tokens.get(i + 2))
                        .filter(name -> names.contains(List.of(database, name)))
                        .isPresent();
    }

    private static Optional<String> name(Token token) {
        String text = token.getText();
        return switch (token.getType()) {
            case NinevehSqlLexer.STRING -> Optional.empty();
            case NinevehSqlLexer.BACKTICKED -> Optional.of(SqlText.unquoteName(text));
            default -> Optional.of(text);
        };
    }

    /** The lexer counts code points. */
    private int offset(int codePoints) {
        return query.offsetByCodePoints(0, codePoints);
    }
}
