package io.tidemark.sandbox.maxcompute.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens and leaves out spaces and comments. Used once. */
final class Tokenizer {
    private static final List<String> LONG_SIGNS = List.of("<=", ">=", "<>", "!=");
    private static final String SIGNS = "(),.;*=<>:+-";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    Tokenizer(String text) {
        this.text = text;
    }

    List<Token> all() throws SqlException {
        while (skipBlanks()) {
            Place place = place();
            int start = at;
            char c = text.charAt(at);
            if (Character.isLetter(c) || c == '_') {
                word(place, start);
            } else if (Character.isDigit(c)) {
                number(place, start);
            } else if (c == '\'' || c == '"') {
                add(Token.Kind.STRING, string(place, c), place, start);
            } else if (c == '`') {
                add(Token.Kind.QUOTED_NAME, quotedName(place), place, start);
            } else {
                sign(place, start, c);
            }
        }
        add(Token.Kind.END, "", place(), at);
        return tokens;
    }

    private void word(Place place, int start) {
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        add(Token.Kind.WORD, text.substring(start, at), place, start);
    }

    private void number(Place place, int start) {
        digits();
        if (at + 1 < text.length() && text.charAt(at) == '.' && Character.isDigit(text.charAt(at + 1))) {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            digits();
        }
        add(Token.Kind.NUMBER, text.substring(start, at), place, start);
    }

    private void digits() {
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
    }

    private String string(Place place, char quote) throws SqlException {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = next();
            value.append(c == '\\' && at < text.length() ? unescaped(next()) : c);
        }
        if (at >= text.length()) {
            throw SqlException.parse(place, "the string is not closed");
        }
        at++;
        return value.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> c;
        };
    }

    private String quotedName(Place place) throws SqlException {
        int close = text.indexOf('`', at + 1);
        if (close < 0) {
            throw SqlException.parse(place, "the quoted name is not closed");
        }
        String name = text.substring(at + 1, close);
        at = close + 1;
        return name;
    }

    private void sign(Place place, int start, char c) throws SqlException {
        for (String sign : LONG_SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                add(Token.Kind.SIGN, sign, place, start);
                return;
            }
        }
        if (SIGNS.indexOf(c) < 0) {
            throw SqlException.parse(place, "invalid token '" + c + "'");
        }
        at++;
        add(Token.Kind.SIGN, String.valueOf(c), place, start);
    }

    private boolean skipBlanks() throws SqlException {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                next();
            } else if (text.startsWith("--", at)) {
                while (at < text.length() && text.charAt(at) != '\n') {
                    next();
                }
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipComment() throws SqlException {
        Place place = place();
        while (!text.startsWith("*/", at)) {
            if (at >= text.length()) {
                throw SqlException.parse(place, "the comment is not closed");
            }
            next();
        }
        at += 2;
    }

    private char next() {
        char c = text.charAt(at++);
        if (c == '\n') {
            line++;
            lineStart = at;
        }
        return c;
    }

    private Place place() {
        return new Place(line, at - lineStart + 1);
    }

    private void add(Token.Kind kind, String value, Place place, int start) {
        tokens.add(new Token(kind, value, place, start, at));
    }
}
