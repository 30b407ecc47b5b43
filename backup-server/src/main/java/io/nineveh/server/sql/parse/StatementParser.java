package io.nineveh.server.sql.parse;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.server.sql.Statement;
import io.nineveh.server.sql.StatementForm;
import io.nineveh.server.sql.grammar.NinevehSqlLexer;
import io.nineveh.server.sql.grammar.NinevehSqlParser;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;

/** Reads statements. Safe for many threads. */
public final class StatementParser {
    private static final int LONGEST_EXCERPT = 40;
    private static final String QUOTES = "'\"`";

    private StatementParser() {}

    /**
     * The statement that a text is. Comments, and semicolons at the end, belong to none.
     *
     * @throws SyntaxException when the text begins like a statement of this server and goes on otherwise
     * @throws RefusedException when it is a statement that this server does not have, or one that can be told to be wrong
     *     by its text alone
     */
    public static Statement parse(String text) {
        NinevehSqlLexer lexer = new NinevehSqlLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        List<Token> visible = tokens.getTokens().stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .filter(token -> token.getType() != Token.EOF)
                .toList();
        if (visible.stream().allMatch(token -> token.getType() == NinevehSqlLexer.SEMICOLON)) {
            throw new SyntaxException("The statement is empty: write one");
        }
        NinevehSqlParser parser = new NinevehSqlParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new FirstError(visible));
        return StatementBuilder.build(parser.singleStatement().statement());
    }

    /** Turns the parser's first complaint into an exception. */
    private static final class FirstError extends BaseErrorListener {
        private final List<Token> tokens;

        FirstError(List<Token> tokens) {
            this.tokens = tokens;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object offendingSymbol,
                int line,
                int column,
                String message,
                RecognitionException cause) {
            List<String> words = tokens.stream()
                    .takeWhile(token -> Character.isLetter(token.getText().codePointAt(0)))
                    .map(Token::getText)
                    .toList();
            List<StatementForm> forms = KnownStatements.beginningWith(words);
            Token offending = (Token) offendingSymbol;
            if (forms.isEmpty()) {
                throw unknownStatement(words);
            }
            throw new SyntaxException("Syntax error at line %d, column %d, near %s. The syntax is: %s"
                    .formatted(
                            line,
                            column + 1,
                            isPassword(offending, forms) ? "what may be a password" : near(offending),
                            forms.stream().map(StatementForm::usage).collect(joining("; or: "))));
        }

        /** Whether it may be a password without quotes. */
        private boolean isPassword(Token offending, List<StatementForm> forms) {
            return offending.getType() != Token.EOF
                    && UserStatements.FORMS.containsAll(forms)
                    && tokens.stream()
                            .takeWhile(token -> token != offending)
                            .anyMatch(token -> token.getType() == NinevehSqlLexer.PASSWORD
                                    || token.getType() == NinevehSqlLexer.IDENTIFIED);
        }

        private RuntimeException unknownStatement(List<String> words) {
            if (words.isEmpty()) {
                return new SyntaxException("Syntax error at line 1, column 1, near %s. Statements begin with %s"
                        .formatted(near(tokens.get(0)), KnownStatements.firstWords()));
            }
            String start = String.join(" ", words.subList(0, Math.min(words.size(), 3)));
            return new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "The statement '%s' is not supported; %s"
                            .formatted(
                                    excerpt(start),
                                    ForeignStatements.instead(words).orElseGet(() -> nearest(words))));
        }

        private static String nearest(List<String> words) {
            List<String> nearest = KnownStatements.nearest(words);
            return nearest.isEmpty()
                    ? "statements begin with " + KnownStatements.firstWords()
                    : "the nearest that is: " + String.join(", ", nearest);
        }

        private static String near(Token token) {
            if (token.getType() == Token.EOF) {
                return "the end of the statement: something is missing";
            }
            if (QUOTES.contains(token.getText())) {
                return "%s: this quote is not closed".formatted(token.getText());
            }
            // A string may be a secret.
            return token.getType() == NinevehSqlLexer.STRING ? "a string" : "'" + excerpt(token.getText()) + "'";
        }

        private static String excerpt(String text) {
            return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
        }
    }
}
