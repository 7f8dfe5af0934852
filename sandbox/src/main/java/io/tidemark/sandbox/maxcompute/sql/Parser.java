package io.tidemark.sandbox.maxcompute.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of statements, one method each; those with columns and conditions have their own readers. Used once. */
final class Parser {
    private final Tokens tokens;

    Parser(String text) throws SqlException {
        this.tokens = new Tokens(text);
    }

    Statement statement() throws SqlException {
        Statement statement = start();
        tokens.expectEnd();
        return statement;
    }

    private Statement start() throws SqlException {
        if (tokens.accept("SELECT")) {
            return new SelectParser(tokens).select();
        }
        if (tokens.accept("CREATE", "TABLE")) {
            return new CreateTableParser(tokens).createTable();
        }
        if (tokens.accept("DROP", "TABLE")) {
            boolean ifExists = tokens.accept("IF", "EXISTS");
            return new Statement.DropTable(table(tokens), ifExists);
        }
        if (tokens.accept("TRUNCATE", "TABLE")) {
            TableName table = table(tokens);
            boolean whole = !tokens.peek().isWord("PARTITION");
            return new Statement.Truncate(table, whole ? List.of() : partitions());
        }
        if (tokens.accept("ALTER", "TABLE")) {
            return alter(table(tokens));
        }
        if (tokens.accept("SHOW", "TABLES")) {
            return new Statement.ShowTables();
        }
        if (tokens.accept("SHOW", "PARTITIONS")) {
            return new Statement.ShowPartitions(table(tokens));
        }
        throw tokens.unexpected(
                "SELECT, CREATE TABLE, DROP TABLE, ALTER TABLE, TRUNCATE TABLE, SHOW TABLES or SHOW PARTITIONS");
    }

    private Statement alter(TableName table) throws SqlException {
        if (tokens.accept("ADD")) {
            boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
            return new Statement.AddPartitions(table, ifNotExists, partitions());
        }
        if (tokens.accept("DROP")) {
            boolean ifExists = tokens.accept("IF", "EXISTS");
            return new Statement.DropPartitions(table, ifExists, partitions());
        }
        throw tokens.unexpected("ADD PARTITION or DROP PARTITION");
    }

    private List<PartitionClause> partitions() throws SqlException {
        List<PartitionClause> clauses = new ArrayList<>();
        do {
            Place place = tokens.peek().place();
            tokens.expect("PARTITION");
            clauses.add(new PartitionClause(partitionValues(), place));
        } while (tokens.acceptSign(",") || tokens.peek().isWord("PARTITION"));
        return clauses;
    }

    private Map<String, String> partitionValues() throws SqlException {
        Map<String, String> values = new LinkedHashMap<>();
        tokens.expectSign("(");
        do {
            Token name = tokens.expectName("the name of a partition column");
            tokens.expectSign("=");
            Token value = tokens.peek().kind() == Token.Kind.NUMBER
                    ? tokens.take()
                    : tokens.expect(Token.Kind.STRING, "a value in quotes");
            if (values.put(name.text(), value.text()) != null) {
                throw SqlException.parse(name.place(), "the column " + name.text() + " is given twice");
            }
        } while (tokens.acceptSign(","));
        tokens.expectSign(")");
        return values;
    }

    static TableName table(Tokens tokens) throws SqlException {
        Token first = tokens.expectName("the name of a table");
        if (!tokens.acceptSign(".")) {
            return new TableName("", first.text(), first.place());
        }
        return new TableName(
                first.text(), tokens.expectName("the name of a table").text(), first.place());
    }
}
