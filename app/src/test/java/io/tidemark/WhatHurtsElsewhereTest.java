package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/what-hurts-elsewhere.md} names tests that are there. */
class WhatHurtsElsewhereTest {
    private static final Path PAGE = Path.of("..", "docs", "what-hurts-elsewhere.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyPainHasATestThatIsThere() throws IOException {
        Map<String, String> tests = tests();
        List<Integer> numbers = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (!line.matches("\\| \\d+ \\|.*")) {
                continue;
            }
            numbers.add(Integer.parseInt(line.substring(2, line.indexOf(' ', 2))));
            List<String> named = NAMED.matcher(line)
                    .results()
                    .filter(test -> !tests.getOrDefault(test.group(1), "").contains("    void " + test.group(2) + "("))
                    .map(test -> test.group())
                    .toList();
            missing.addAll(named);
            assertThat(NAMED.matcher(line).find()).as("a test in: %s", line).isTrue();
        }

        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 28).boxed().toList());
        assertThat(missing).as("tests that are named and not there").isEmpty();
    }

    /** The sources of all test classes by their names. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                String name = file.getFileName().toString();
                tests.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
            }
        }
        return tests;
    }
}
