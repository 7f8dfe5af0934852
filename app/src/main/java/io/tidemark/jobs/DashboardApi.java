package io.tidemark.jobs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tidemark.access.Actor;
import io.tidemark.attempt.FailureException;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the dashboard's pages ask. The buttons and the schedules are answered here, all that is only read by JobRunr. Thread-safe. */
final class DashboardApi implements HttpHandler {
    private static final Pattern JOB = Pattern.compile("/api/jobs/([^/]+)(/requeue)?");
    private static final Pattern RECURRING = Pattern.compile("/api/recurring-jobs(?:/([^/]+)(/trigger)?)?");

    private final JobDesk desk;
    private final HttpHandler jobs;

    DashboardApi(JobDesk desk, HttpHandler jobs) {
        this.desk = desk;
        this.jobs = jobs;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        Matcher job = JOB.matcher(path);
        Matcher recurring = RECURRING.matcher(path);
        try {
            if (asked.equals("GET") && recurring.matches() && recurring.group(1) == null) {
                list(exchange);
            } else if (asked.equals("POST") && job.matches() && job.group(2) != null) {
                desk.requeue(UUID.fromString(job.group(1)), actor(exchange));
                done(exchange);
            } else if (asked.equals("DELETE") && job.matches() && job.group(2) == null) {
                desk.delete(UUID.fromString(job.group(1)), actor(exchange));
                done(exchange);
            } else if (asked.equals("POST") && recurring.matches() && recurring.group(2) != null) {
                desk.trigger(recurring.group(1), actor(exchange));
                done(exchange);
            } else if (asked.equals("DELETE") && recurring.matches() && recurring.group(1) != null) {
                desk.forget(recurring.group(1));
            } else {
                jobs.handle(exchange);
            }
        } catch (FailureException e) {
            refuse(
                    exchange,
                    e.failure().code().equals("NOT_PERMITTED") ? 403 : 409,
                    e.failure().sentence());
        } catch (InvalidDefinitionException e) {
            refuse(
                    exchange,
                    409,
                    "Nothing was done: "
                            + e.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")));
        } catch (IllegalArgumentException e) {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        RecurringPage page = RecurringPage.of(exchange.getRequestURI().getRawQuery());
        byte[] json = page.of(desk.agenda().recurring()).toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
    }

    private static void done(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
    }

    private static void refuse(HttpExchange exchange, int status, String sentence) throws IOException {
        exchange.setAttribute(DashboardGateway.REFUSAL, sentence);
        exchange.sendResponseHeaders(status, -1);
    }

    private static Actor actor(HttpExchange exchange) {
        return (Actor) Objects.requireNonNull(
                exchange.getAttribute(DashboardGateway.ACTOR), "whoever mounts the dashboard says who asks");
    }
}
