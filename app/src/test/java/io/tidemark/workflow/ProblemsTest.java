package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    @Test
    void whatIsFoundTwiceIsToldOnce() {
        Problems problems = new Problems();
        Place file = Place.wholeFile("datasources.yaml");

        problems.error(file, "this is not YAML");
        problems.warning(file, "this is not YAML");
        problems.error(file, "this is not YAML");

        assertThat(problems.list())
                .containsExactly(Problem.error(file, "this is not YAML"), Problem.warning(file, "this is not YAML"));
    }
}
