package io.tidemark.schedule;

import io.tidemark.schedule.ParameterToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cuts a parameter's text into tokens. Used once. */
final class ParameterLexer {
    private final String text;
    private final List<ParameterToken> tokens = new ArrayList<>();
    private int index;

    ParameterLexer(String text) {
        this.text = text;
    }

    /** All tokens, END last. */
    List<ParameterToken> tokens() {
        refuseSpaces();
        while (index < text.length()) {
            if (text.charAt(index) == '$') {
                dollar();
            } else {
                take(Kind.TEXT, endWhile(index, c -> c != '$'));
            }
        }
        take(Kind.END, index);
        return tokens;
    }

    private void refuseSpaces() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                throw at(i, "a value holds no space; use two parameters and join them with a space in the script");
            }
            if (c == '=') {
                throw at(i, "a value holds no `=`; write it in the script, around the placeholder");
            }
        }
    }

    private void dollar() {
        if (text.startsWith("$[", index)) {
            take(Kind.OPEN_CYCLE, index + 2);
            inside(']');
        } else if (text.startsWith("${", index)) {
            take(Kind.OPEN_BUSINESS, index + 2);
            inside('}');
        } else {
            int end = endWhile(index + 1, ParameterLexer::isLetter);
            if (end == index + 1) {
                throw at(index, "a `$` begins $[..], ${..} or a name such as $bizdate, and cannot stand for itself");
            }
            take(Kind.NAME, end);
        }
    }

    private void inside(char close) {
        while (index < text.length()) {
            char c = text.charAt(index);
            if (c == close) {
                take(Kind.CLOSE, index + 1);
                return;
            } else if (c >= '0' && c <= '9') {
                take(Kind.NUMBER, endWhile(index, d -> d >= '0' && d <= '9'));
            } else if (isLetter(c)) {
                word();
            } else {
                take(Kind.SYMBOL, index + 1);
            }
        }
    }

    private void word() {
        var field = TimeField.at(text, index);
        if (field.isPresent()) {
            take(Kind.FIELD, index + field.get().letters().length());
        } else {
            take(Kind.WORD, endWhile(index, c -> isLetter(c) || c == '_' || c == '.'));
        }
    }

    private void take(Kind kind, int end) {
        tokens.add(new ParameterToken(kind, text.substring(index, end), index + 1));
        index = end;
    }

    private int endWhile(int from, IntPredicate matches) {
        int end = from;
        while (end < text.length() && matches.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private ParameterSyntaxException at(int where, String sentence) {
        return new ParameterSyntaxException(text, where + 1, sentence);
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
