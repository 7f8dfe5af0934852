package io.tidemark.sandbox.maxcompute.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The rule of SELECT, after this word. Used once. */
final class SelectParser {
    private final Tokens tokens;

    SelectParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Statement select() throws SqlException {
        List<Statement.Item> items = tokens.acceptSign("*") ? List.of() : items();
        tokens.expect("FROM");
        TableName table = Parser.table(tokens);
        List<Condition> conditions = tokens.accept("WHERE") ? conditions() : List.of();
        List<Statement.Order> order = tokens.accept("ORDER", "BY") ? order() : List.of();
        OptionalLong limit = OptionalLong.empty();
        if (tokens.accept("LIMIT")) {
            limit = OptionalLong.of(CreateTableParser.whole(tokens.expect(Token.Kind.NUMBER, "a number of rows")));
        }
        return new Statement.Select(items, table, conditions, order, limit);
    }

    private List<Statement.Item> items() throws SqlException {
        List<Statement.Item> items = new ArrayList<>();
        do {
            items.add(item());
        } while (tokens.acceptSign(","));
        return items;
    }

    private Statement.Item item() throws SqlException {
        Token name = tokens.expectName("a column, COUNT(*) or *");
        if (name.isWord("COUNT") && tokens.acceptSign("(")) {
            if (!tokens.acceptSign("*")) {
                tokens.expect(Token.Kind.NUMBER, "*");
            }
            tokens.expectSign(")");
            return new Statement.Item.Count(alias(""), name.place());
        }
        return new Statement.Item.OfColumn(new ColumnName(name.text(), name.place()), alias(name.text()));
    }

    private String alias(String otherwise) throws SqlException {
        if (tokens.accept("AS")) {
            return tokens.expectName("a name").text();
        }
        boolean named = tokens.peek().isName() && !tokens.peek().isWord("FROM");
        return named ? tokens.take().text() : otherwise;
    }

    private List<Condition> conditions() throws SqlException {
        List<Condition> conditions = new ArrayList<>();
        do {
            conditions.add(condition());
        } while (tokens.accept("AND"));
        return conditions;
    }

    private Condition condition() throws SqlException {
        if (tokens.acceptSign("(")) {
            Condition inside = condition();
            tokens.expectSign(")");
            return inside;
        }
        ColumnName column = column();
        Place place = tokens.peek().place();
        if (tokens.accept("IS")) {
            boolean not = tokens.accept("NOT");
            tokens.expect("NULL");
            return new Condition(
                    column,
                    not ? Comparison.IS_NOT_NULL : Comparison.IS_NULL,
                    new Literal(Literal.Kind.STRING, "", place));
        }
        Comparison comparison =
                Comparison.ofSign(tokens.peek().text()).orElseThrow(() -> tokens.unexpected("a comparison"));
        tokens.take();
        return new Condition(column, comparison, literal());
    }

    private Literal literal() throws SqlException {
        // DATE '..', DATETIME '..' and TIMESTAMP '..' say what the column's type says already.
        boolean typed = tokens.accept("DATE") || tokens.accept("DATETIME") || tokens.accept("TIMESTAMP");
        Token token = tokens.peek();
        if (!typed && (tokens.accept("TRUE") || tokens.accept("FALSE"))) {
            return new Literal(Literal.Kind.BOOLEAN, token.text(), token.place());
        }
        if (!typed && tokens.acceptSign("-")) {
            Token number = tokens.expect(Token.Kind.NUMBER, "a number");
            return new Literal(Literal.Kind.NUMBER, "-" + number.text(), token.place());
        }
        if (!typed && token.kind() == Token.Kind.NUMBER) {
            return new Literal(Literal.Kind.NUMBER, tokens.take().text(), token.place());
        }
        return new Literal(
                Literal.Kind.STRING, tokens.expect(Token.Kind.STRING, "a value").text(), token.place());
    }

    private List<Statement.Order> order() throws SqlException {
        List<Statement.Order> order = new ArrayList<>();
        do {
            ColumnName column = column();
            boolean descending = tokens.accept("DESC");
            if (!descending) {
                tokens.accept("ASC");
            }
            order.add(new Statement.Order(column, descending));
        } while (tokens.acceptSign(","));
        return order;
    }

    private ColumnName column() throws SqlException {
        Token name = tokens.expectName("a column");
        return new ColumnName(name.text(), name.place());
    }
}
