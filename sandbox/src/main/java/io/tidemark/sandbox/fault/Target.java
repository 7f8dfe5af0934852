package io.tidemark.sandbox.fault;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations that a rule is for: one, or all of a service.
 *
 * @param text the operation or the service as people write it
 */
public record Target(String text, Set<Operation> operations) {

    public Target {
        operations = Set.copyOf(operations);
    }

    static Target of(Operation operation) {
        return new Target(operation.toString(), EnumSet.of(operation));
    }

    static Target of(Service service) {
        return new Target(
                service.toString(),
                Arrays.stream(Operation.values())
                        .filter(operation -> operation.service() == service)
                        .collect(Collectors.toSet()));
    }

    /**
     * The target of this name, whatever its case.
     *
     * @throws IllegalArgumentException with one sentence that names all targets
     */
    public static Target parse(String text) {
        return all().filter(target -> target.text().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no operation '" + text + "': take one of "
                        + all().map(Target::text).collect(Collectors.joining(", ")) + "."));
    }

    private static Stream<Target> all() {
        return Stream.concat(
                Arrays.stream(Service.values()).map(Target::of),
                Arrays.stream(Operation.values()).map(Target::of));
    }

    @Override
    public String toString() {
        return text;
    }
}
