package io.tidemark.definition;

import io.tidemark.schedule.Assignment;
import io.tidemark.schedule.Cycle;
import io.tidemark.schedule.ParameterExpression;
import io.tidemark.schedule.ParameterSyntaxException;
import io.tidemark.workflow.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the fuzzer calls, in a process of its own. The first byte of its input says which parser gets the rest; whatever is
 * thrown, or a problem that is no single line, is a find.
 */
public final class FuzzTarget {
    private static final Cycle CYCLE =
            new Cycle(LocalDateTime.parse("2026-11-22T10:05").atZone(ZoneId.of("Asia/Shanghai")));
    private static final Path FOLDER = folder();

    private FuzzTarget() {}

    /** Called by the fuzzer by this name. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        byte[] text = java.util.Arrays.copyOfRange(data, 1, data.length);
        switch (data[0]) {
            case 'e' -> expression(new String(text, StandardCharsets.UTF_8));
            case 'a' -> assignments(new String(text, StandardCharsets.UTF_8));
            case 's' -> file("script.json", "script.json", text);
            case 'w' -> file("workflow.yaml", "", text);
            default -> file("datasources.yaml", "", text);
        }
    }

    private static void expression(String text) {
        try {
            ParameterExpression parsed = ParameterExpression.parse(text);
            if (!ParameterExpression.parse(parsed.toString()).equals(parsed)) {
                throw new AssertionError("not read back: " + text);
            }
            parsed.evaluate(CYCLE);
        } catch (ParameterSyntaxException refused) {
            if (refused.position() < 1 || refused.position() > text.length() + 1) {
                throw new AssertionError("no such position: " + refused.position(), refused);
            }
        } catch (IllegalArgumentException noValue) {
            if (!noValue.getMessage().startsWith("`$") && !noValue.getMessage().startsWith("the value lies in")) {
                throw noValue;
            }
        }
    }

    private static void assignments(String text) {
        try {
            Assignment.parseList(text);
        } catch (ParameterSyntaxException refused) {
            if (refused.position() < 1 || refused.position() > text.length() + 1) {
                throw new AssertionError("no such position: " + refused.position(), refused);
            }
        }
    }

    private static void file(String name, String checked, byte[] text) throws IOException {
        Path file = Files.write(FOLDER.resolve(name), text);
        try {
            for (Problem problem : Validation.of(FOLDER.resolve(checked), Optional.empty(), variable -> null)) {
                boolean quoted = new String(text, StandardCharsets.UTF_8).contains("xception");
                if (problem.toString().indexOf('\n') >= 0 || (problem.sentence().contains("Exception") && !quoted)) {
                    throw new AssertionError(problem.toString());
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    /** A folder in which a workflow finds its script and its data sources. */
    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("fuzz");
            Files.writeString(folder.resolve("changes.json"), Manual.filledIn());
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
