package io.tidemark.sandbox.fault;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fault, and the calls that it strikes.
 *
 * @param table only calls about this table, whatever the case of its name; {@code null} for all
 */
public record FaultRule(Target target, @Nullable String table, Hits hits, Fault fault) {

    public FaultRule {
        if (!fault.operations().containsAll(target.operations())) {
            throw new IllegalArgumentException("The fault '" + FaultText.text(fault) + "' cannot strike " + target
                    + ": it is for " + text(fault.operations()) + ".");
        }
        if (table != null && table.isBlank()) {
            throw new IllegalArgumentException("The name of the table is empty: leave it out for all tables.");
        }
    }

    /** Strikes every call of the operation. */
    public static FaultRule on(Operation operation, Fault fault) {
        return new FaultRule(Target.of(operation), null, Hits.ALL, fault);
    }

    /** Strikes every call of the service. */
    public static FaultRule on(Service service, Fault fault) {
        return new FaultRule(Target.of(service), null, Hits.ALL, fault);
    }

    public FaultRule table(String other) {
        return new FaultRule(target, other, hits, fault);
    }

    public FaultRule hits(Hits other) {
        return new FaultRule(target, table, other, fault);
    }

    /** Strikes the n-th call only, counted from 1. */
    public FaultRule call(long n) {
        return hits(hits.calls(n, n));
    }

    boolean isAbout(Set<String> tables) {
        return table == null || tables.stream().anyMatch(table::equalsIgnoreCase);
    }

    private static String text(Set<Operation> operations) {
        return operations.size() == Target.of(Service.TABLESTORE).operations().size()
                ? "all operations of Tablestore"
                : String.join(
                        ", ",
                        operations.stream().map(Operation::toString).sorted().toList());
    }
}
