package io.tidemark.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.instance.InstanceId;
import io.tidemark.operator.LogMarks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

final class MarkedLogsTest {
    private static final InstanceId INSTANCE = InstanceId.parse("earthquakes/changes@2026-11-22T10:05+08:00");
    private static final UUID ATTEMPT = UUID.fromString("8b7a7a0e-1c0e-3f4e-9a53-0d2c0c0d0e0f");

    private final ExecutorService threads = MarkedLogs.carrying(Executors.newSingleThreadExecutor());
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        MDC.clear();
    }

    @Test
    void aMarkIsThereUntilItIsClosed() {
        assertThat(MDC.get("instance")).isNull();
        try (LogMarks.Mark mark = MarkedLogs.INSTANCE.begin(INSTANCE, ATTEMPT)) {
            assertThat(MDC.get("instance")).isEqualTo(INSTANCE.toString());
            assertThat(MDC.get("attempt")).isEqualTo(ATTEMPT.toString());
        }
        assertThat(MDC.get("instance")).isNull();
        assertThat(MDC.get("attempt")).isNull();
    }

    @Test
    void workIsMarkedAsWhoeverHandedItIn() throws Exception {
        CompletableFuture<String> marked;
        try (LogMarks.Mark mark = MarkedLogs.INSTANCE.begin(INSTANCE, ATTEMPT)) {
            marked = CompletableFuture.supplyAsync(() -> String.valueOf(MDC.get("instance")), threads);
        }
        assertThat(marked.get()).isEqualTo(INSTANCE.toString());
        assertThat(threads.submit(() -> String.valueOf(MDC.get("instance"))).get())
                .as("the next work on the same thread")
                .isEqualTo("null");
    }

    @Test
    void aLineOfJsonSaysWhatALineOfTextDoes() throws Exception {
        MaskedJson json = new MaskedJson();
        json.setContext(context);
        json.start();
        String line;
        try (LogMarks.Mark mark = MarkedLogs.INSTANCE.begin(INSTANCE, ATTEMPT)) {
            line = new String(json.encode(event("3 \"rows\"\n")), StandardCharsets.UTF_8);
        }
        assertThat(line).endsWith("}" + System.lineSeparator());
        assertThat(line.strip()).doesNotContain("\n");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.path("formattedMessage").asText()).isEqualTo("wrote 3 \"rows\"\n");
        assertThat(read.path("level").asText()).isEqualTo("WARN");
        assertThat(read.path("loggerName").asText()).isEqualTo("io.tidemark.Example");
        assertThat(Instant.ofEpochMilli(read.path("timestamp").asLong()))
                .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(read.path("mdc").path("instance").asText()).isEqualTo(INSTANCE.toString());
        assertThat(read.path("mdc").path("attempt").asText()).isEqualTo(ATTEMPT.toString());
    }

    @Test
    void aLineOfTextNamesTheInstanceIfThereIsOne() throws Exception {
        Matcher pattern = Pattern.compile("<pattern>(.*)</pattern>")
                .matcher(Files.readString(Path.of("src/main/resources/logback.xml")));
        assertThat(pattern.find()).isTrue();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(pattern.group(1).replace("${tidemark.timezone:-Asia/Shanghai}", "Asia/Shanghai"));
        layout.start();

        assertThat(layout.doLayout(event("3"))).contains("+08:00 WARN Example wrote 3");
        try (LogMarks.Mark mark = MarkedLogs.INSTANCE.begin(INSTANCE, ATTEMPT)) {
            assertThat(layout.doLayout(event("3"))).contains("WARN Example [" + INSTANCE + "] wrote 3");
        }
    }

    private LoggingEvent event(String what) {
        Logger logger = context.getLogger("io.tidemark.Example");
        return new LoggingEvent(getClass().getName(), logger, Level.WARN, "wrote {}", null, new Object[] {what});
    }
}
