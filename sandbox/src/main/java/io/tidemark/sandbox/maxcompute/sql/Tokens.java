package io.tidemark.sandbox.maxcompute.sql;

import java.util.List;

/** A cursor over the tokens of a statement, with the small steps that every rule is made of. */
final class Tokens {
    private final String text;
    private final List<Token> tokens;
    private int at;

    Tokens(String text) throws SqlException {
        this.text = text;
        this.tokens = new Tokenizer(text).all();
    }

    Token peek() {
        return tokens.get(at);
    }

    Token take() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    /** Takes these words if they come next, all of them. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).isWord(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    boolean acceptSign(String sign) {
        if (peek().isSign(sign)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String... words) throws SqlException {
        for (String word : words) {
            if (!accept(word)) {
                throw unexpected(word);
            }
        }
    }

    void expectSign(String sign) throws SqlException {
        if (!acceptSign(sign)) {
            throw unexpected("'" + sign + "'");
        }
    }

    Token expectName(String what) throws SqlException {
        if (!peek().isName()) {
            throw unexpected(what);
        }
        return take();
    }

    Token expect(Token.Kind kind, String what) throws SqlException {
        if (peek().kind() != kind) {
            throw unexpected(what);
        }
        return take();
    }

    void expectEnd() throws SqlException {
        while (acceptSign(";")) {
            // A statement may end with any number of them.
        }
        if (peek().kind() != Token.Kind.END) {
            throw unexpected("the end of the statement");
        }
    }

    /** The statement's text between two tokens, the second included. */
    String between(Token first, Token last) {
        return text.substring(first.start(), last.end());
    }

    SqlException unexpected(String wanted) {
        return SqlException.parse(peek().place(), "invalid token " + peek().described() + ", expect " + wanted);
    }
}
