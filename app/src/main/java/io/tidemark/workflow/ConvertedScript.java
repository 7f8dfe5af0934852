package io.tidemark.workflow;

import java.util.List;

/**
 * A DataX job, or a script of an older form, in the present form.
 *
 * @param script JSON with a line break at its end
 * @param dataSources what to add to datasources.yaml; empty if the original names its data sources already. Holds no key of an
 *     account
 * @param problems what is doubtful in the original
 */
public record ConvertedScript(String script, String dataSources, List<Problem> problems) {
    public ConvertedScript {
        problems = List.copyOf(problems);
    }
}
