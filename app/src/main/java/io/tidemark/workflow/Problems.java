package io.tidemark.workflow;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects everything that is wrong before anybody gives up. Not thread-safe. */
public final class Problems {
    private final Set<Problem> problems = new LinkedHashSet<>();

    /** One that was found before, in the same place and words, counts once. */
    public void add(Problem problem) {
        problems.add(problem);
    }

    public void error(Place place, String sentence) {
        problems.add(Problem.error(place, sentence));
    }

    public void warning(Place place, String sentence) {
        problems.add(Problem.warning(place, sentence));
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    }

    /** All problems, in the order they were found. */
    public List<Problem> list() {
        return List.copyOf(problems);
    }

    /** All problems by file, and in the order in which they stand there. */
    public List<Problem> sorted() {
        return problems.stream()
                .sorted(Comparator.comparing((Problem p) -> p.place().file())
                        .thenComparingInt(p -> p.place().line())
                        .thenComparingInt(p -> p.place().column()))
                .toList();
    }

    /**
     * Gives up if there is an error.
     *
     * @throws InvalidDefinitionException with all problems, warnings included
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new InvalidDefinitionException(list());
        }
    }
}
