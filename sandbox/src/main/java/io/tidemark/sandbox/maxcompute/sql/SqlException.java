package io.tidemark.sandbox.maxcompute.sql;

/** A statement that cannot be carried out; the message begins with the code that clients of MaxCompute know. */
public final class SqlException extends Exception {
    private static final long serialVersionUID = 1L;

    private SqlException(String message) {
        super(message);
    }

    /** The text is not a statement. */
    public static SqlException parse(Place place, String what) {
        return new SqlException("ODPS-0130161:" + place + " Parse exception - " + what);
    }

    /** The statement speaks of a table that is not there. */
    public static SqlException noTable(TableName table, String project) {
        return new SqlException("ODPS-0130131:" + table.place() + " Table not found - table " + project + "."
                + table.name() + " cannot be resolved");
    }

    /** The statement creates a table that is there. */
    public static SqlException tableExists(TableName table, String project) {
        return new SqlException("ODPS-0130211:" + table.place() + " Table or view already exists - table " + project
                + "." + table.name() + " is already defined");
    }

    /** The statement is readable but does not fit the table. */
    public static SqlException semantic(Place place, String what) {
        return new SqlException("ODPS-0130071:" + place + " Semantic analysis exception - " + what);
    }

    /** A partition is missing, exists already, or is not named as the table needs it. */
    public static SqlException partition(Place place, String what) {
        return new SqlException("ODPS-0123031:" + place + " Partition exception - " + what);
    }
}
