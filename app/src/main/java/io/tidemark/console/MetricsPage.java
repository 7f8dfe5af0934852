package io.tidemark.console;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tidemark.metrics.Figures;
import io.tidemark.metrics.ReadyChecks;
import java.util.List;
import java.util.stream.Collectors;

/** What machines ask an operator: its figures at {@code /metrics}, and at {@code /readyz} whether it can do its work. */
public record MetricsPage(Figures figures, ReadyChecks checks) {
    static final String PATH = "/metrics";

    void mount(JavalinConfig config, GuardedRoutes routes) {
        config.requestLogger.http((context, time) -> figures.answered(context.statusCode()));
        routes.scrape(
                HandlerType.GET,
                PATH,
                context -> context.contentType(Figures.CONTENT_TYPE).result(figures.text()));
        routes.open(HandlerType.GET, "/readyz", this::ready);
    }

    private void ready(Context context) {
        List<ReadyChecks.Check> all = checks.all();
        boolean ready = all.stream().allMatch(check -> check.trouble().isEmpty());
        context.status(ready ? 200 : 503);
        context.result(all.stream().map(check -> check + "\n").collect(Collectors.joining()));
    }
}
