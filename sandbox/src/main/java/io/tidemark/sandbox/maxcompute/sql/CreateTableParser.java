package io.tidemark.sandbox.maxcompute.sql;

import io.tidemark.sandbox.maxcompute.schema.Column;
import io.tidemark.sandbox.maxcompute.schema.DataType;
import io.tidemark.sandbox.maxcompute.schema.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rule of CREATE TABLE, after these two words. Used once. */
final class CreateTableParser {
    private final Tokens tokens;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private List<Column> partitionColumns = List.of();
    private String comment = "";
    private long lifecycle = -1;

    CreateTableParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Statement createTable() throws SqlException {
        boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
        TableName table = Parser.table(tokens);
        List<Column> columns = columns();
        while (option()) {
            // Options come in any order.
        }
        try {
            TableSchema schema = new TableSchema(columns, partitionColumns);
            return new Statement.CreateTable(table, ifNotExists, schema, comment, lifecycle, properties);
        } catch (IllegalArgumentException e) {
            throw SqlException.semantic(table.place(), String.valueOf(e.getMessage()));
        }
    }

    private boolean option() throws SqlException {
        if (tokens.accept("COMMENT")) {
            comment = comment();
        } else if (tokens.accept("PARTITIONED", "BY")) {
            partitionColumns = columns();
        } else if (tokens.accept("TBLPROPERTIES")) {
            properties();
        } else if (tokens.accept("LIFECYCLE")) {
            Token days = tokens.expect(Token.Kind.NUMBER, "a number of days");
            lifecycle = whole(days);
        } else {
            return false;
        }
        return true;
    }

    private List<Column> columns() throws SqlException {
        List<Column> columns = new ArrayList<>();
        tokens.expectSign("(");
        do {
            if (tokens.peek().isWord("PRIMARY")) {
                throw SqlException.semantic(
                        tokens.peek().place(), "tables with a PRIMARY KEY are not supported by the sandbox");
            }
            columns.add(column());
        } while (tokens.acceptSign(","));
        tokens.expectSign(")");
        return columns;
    }

    private Column column() throws SqlException {
        String name = tokens.expectName("the name of a column").text();
        DataType type = type();
        boolean nullable = !tokens.accept("NOT", "NULL");
        if (nullable) {
            tokens.accept("NULL");
        }
        return new Column(name, type, nullable, tokens.accept("COMMENT") ? comment() : "");
    }

    private DataType type() throws SqlException {
        Token first = tokens.expectName("a data type");
        Token last = first;
        if (tokens.peek().isSign("(")) {
            while (!last.isSign(")")) {
                last = notEnd("')'");
            }
        } else if (tokens.peek().isSign("<")) {
            int open = 0;
            do {
                last = notEnd("'>'");
                open += last.isSign("<") ? 1 : last.isSign(">") ? -1 : 0;
            } while (open > 0);
        }
        try {
            return DataType.parse(tokens.between(first, last));
        } catch (IllegalArgumentException e) {
            throw SqlException.parse(first.place(), String.valueOf(e.getMessage()));
        }
    }

    private Token notEnd(String wanted) throws SqlException {
        if (tokens.peek().kind() == Token.Kind.END) {
            throw tokens.unexpected(wanted);
        }
        return tokens.take();
    }

    private void properties() throws SqlException {
        tokens.expectSign("(");
        do {
            String key =
                    tokens.expect(Token.Kind.STRING, "a property in quotes").text();
            tokens.expectSign("=");
            properties.put(
                    key, tokens.expect(Token.Kind.STRING, "a value in quotes").text());
        } while (tokens.acceptSign(","));
        tokens.expectSign(")");
    }

    private String comment() throws SqlException {
        return tokens.expect(Token.Kind.STRING, "a comment in quotes").text();
    }

    static long whole(Token token) throws SqlException {
        try {
            return Long.parseLong(token.text());
        } catch (NumberFormatException e) {
            throw SqlException.parse(token.place(), "'" + token.text() + "' is not a whole number");
        }
    }
}
