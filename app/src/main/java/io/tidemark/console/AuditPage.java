package io.tidemark.console;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tidemark.access.AuditEvent;
import io.tidemark.access.Permission;
import io.tidemark.operator.Desk;
import io.tidemark.store.AuditLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /audit}: who did what, from where. */
final class AuditPage {
    private static final int ROWS = 100;

    private final Desk desk;
    private final Pages pages;

    AuditPage(Desk desk, Pages pages) {
        this.desk = desk;
        this.pages = pages;
    }

    /**
     * What the template shows.
     *
     * @param who of whom only; empty for all
     * @param action which only; empty for all
     * @param earlier address of what came before; null if there is nothing
     */
    record View(
            Bar.View bar,
            String who,
            String action,
            List<Row> rows,
            @Nullable String earlier) {
        boolean filtered() {
            return !who.isEmpty() || !action.isEmpty();
        }
    }

    /** An event; empty text where there is nothing to say. */
    record Row(String at, String who, String from, String action, String subject, String outcome, String detail) {
        private static Row of(AuditEvent event) {
            return new Row(
                    event.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    event.who(),
                    event.address().isEmpty() ? "this machine" : event.address(),
                    event.action(),
                    event.subject(),
                    event.outcome().name().toLowerCase(Locale.ROOT),
                    event.detail());
        }
    }

    void mount(GuardedRoutes routes) {
        routes.page(HandlerType.GET, "/audit", Permission.ADMINISTER, this::show);
    }

    private void show(Context context) {
        String who = text(context, "who");
        String action = text(context, "action");
        List<AuditEvent> events = desk.audit(new AuditLog.Filter(
                Optional.of(who).filter(text -> !text.isEmpty()),
                Optional.of(action).filter(text -> !text.isEmpty()),
                before(context),
                ROWS + 1));
        List<AuditEvent> shown = events.subList(0, Math.min(ROWS, events.size()));
        String earlier = events.size() > ROWS
                ? "/audit?who=" + encoded(who) + "&action=" + encoded(action) + "&before="
                        + shown.get(ROWS - 1).id()
                : null;
        View view = new View(
                Bar.of(context, "audit"),
                who,
                action,
                shown.stream().map(Row::of).toList(),
                earlier);
        pages.show(context, "audit", view);
    }

    private static Optional<Long> before(Context context) {
        return Optional.of(text(context, "before"))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private static String text(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).orElse("").strip();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
