package io.tidemark.console;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.tidemark.access.Permission.EDIT;
import static io.tidemark.access.Permission.LOOK;
import static io.tidemark.access.Permission.RUN;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tidemark.attempt.FailureException;
import io.tidemark.control.BackfillJson;
import io.tidemark.control.DecisionJson;
import io.tidemark.control.LedgerJson;
import io.tidemark.control.VerifyJson;
import io.tidemark.control.VersionJson;
import io.tidemark.login.Entrance;
import io.tidemark.login.Users;
import io.tidemark.operator.Desk;
import io.tidemark.operator.KeptDataSources;
import io.tidemark.operator.SourceHint;
import io.tidemark.store.WindowFilter;
import io.tidemark.store.WindowPlace;
import io.tidemark.sync.ChainId;
import io.tidemark.sync.WindowState;
import io.tidemark.workflow.InvalidDefinitionException;
import io.tidemark.workflow.KnownSecrets;
import io.tidemark.workflow.Secret;
import io.tidemark.workflow.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;

/**
 * What programs and commands ask of a running operator, under {@code /v1/}.
 *
 * @param bearers who they are
 */
public record ControlApi(
        Bearers bearers,
        Users users,
        KeptDataSources sources,
        OnlyOnce once,
        BackupApi backups,
        PlanApi plans,
        Desk desk) {
    /** A folder of a thousand workflows is a third of it. */
    private static final int MOST_BYTES = 32 << 20;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MOST_BYTES)
                    .build())
            .build());
    private static final String BODY = "body";

    /**
     * With the token of this process.
     *
     * @param own whoever carries it is on this machine, and may do everything
     */
    public ControlApi(
            Secret own,
            Entrance entrance,
            KeptDataSources sources,
            OnlyOnce once,
            BackupApi backups,
            PlanApi plans,
            Desk desk) {
        this(new Bearers(own, entrance.tokens()), entrance.users(), sources, once, backups, plans, desk);
    }

    /** The token of this process. */
    public Secret own() {
        return bearers.own();
    }

    /** Whether an address asks for a token instead of a session. */
    static boolean has(String path) {
        return path.startsWith("/v1/") || path.equals(MetricsPage.PATH);
    }

    void mount(GuardedRoutes routes, LiveInstances live) {
        backups.mount(routes);
        look(routes, "/v1/chains", context -> LedgerJson.chains(desk.chains()));
        look(routes, "/v1/chain", context -> LedgerJson.chain(desk.chain(chain(context))));
        look(routes, "/v1/windows", this::windows);
        look(routes, "/v1/windows/{id}", context -> LedgerJson.window(desk.window(new Query(context).pathId("id"))));
        routes.api(POST, "/v1/verify", RUN, answering(this::verify));
        look(routes, "/v1/backfills", this::backfills);
        look(
                routes,
                "/v1/backfills/{number}",
                context -> BackfillJson.details(desk.backfill(new Query(context).pathId("number"))));
        look(
                routes,
                "/v1/versions",
                context -> VersionJson.versions(desk.versions(new Query(context).text("workflow"))));
        look(routes, "/v1/version", context -> VersionJson.version(desk.version(version(context))));
        routes.api(
                POST,
                "/v1/changes",
                EDIT,
                answering(context -> VersionJson.changes(desk.changes(VersionJson.submission(body(context))))));
        // What a decision needs beyond this is the desk's to know.
        routes.api(
                POST,
                "/v1/decisions/preview",
                LOOK,
                answering(context ->
                        DecisionJson.of(desk.preview(DecisionJson.request(body(context), Gate.actor(context))))));
        routes.change(POST, "/v1/decisions", LOOK, answering(this::carryOut));
        new InstanceApi(desk, live, bearers).mount(routes);
        plans.mount(routes);
        new UserApi(users, desk).mount(routes);
        new SourceApi(sources).mount(routes);
        OpenApi.mount(routes);
    }

    static void look(GuardedRoutes routes, String path, Answer answer) {
        routes.api(GET, path, LOOK, answering(answer));
    }

    private JsonNode verify(Context context) throws JsonProcessingException {
        JsonNode asked = body(context);
        SourceHint hint = VerifyJson.hint(asked);
        if (!Gate.actor(context).isHere()) {
            hint.requireNothingOfThisMachine();
        }
        return VerifyJson.of(desk.verify(VerifyJson.chain(asked), VerifyJson.scope(asked), hint));
    }

    /** Answers when it is done. */
    private JsonNode carryOut(Context context) throws JsonProcessingException {
        JsonNode asked = body(context);
        desk.carryOut(
                DecisionJson.request(asked, Gate.actor(context)),
                asked.path("seen").asText(""));
        return JsonNodeFactory.instance.objectNode().put("carriedOut", true);
    }

    private JsonNode windows(Context context) {
        Query query = new Query(context);
        ListPage page = ListPage.of(context);
        WindowFilter filter = new WindowFilter(
                query.text("chain").map(text -> query.read(text, ChainId::new)),
                query.choice("state", WindowState.class),
                page.sought(),
                page.after(WindowPlace::parse));
        return LedgerJson.windows(
                page.cut(desk.windows(filter), window -> WindowPlace.of(window).toString()));
    }

    private JsonNode backfills(Context context) {
        ListPage page = ListPage.of(context);
        return BackfillJson.list(page.cut(
                desk.backfills(page.after(Long::valueOf), page.sought()), view -> String.valueOf(view.number())));
    }

    private static VersionId version(Context context) {
        Query query = new Query(context);
        return query.read(query.required("id"), VersionId::parse);
    }

    private static ChainId chain(Context context) {
        Query query = new Query(context);
        return query.read(query.required("id"), ChainId::new);
    }

    /**
     * As a stream, since a folder of workflows is larger than what strangers may send. May be asked again.
     *
     * @throws FailureException USER {@code BAD_REQUEST} if it is too large
     */
    static JsonNode body(Context context) throws JsonProcessingException {
        JsonNode known = context.attribute(BODY);
        if (known != null) {
            return known;
        }
        try {
            JsonNode read = JSON.readTree(context.bodyInputStream());
            context.attribute(BODY, read);
            return read;
        } catch (StreamConstraintsException e) {
            throw Query.bad("its body is larger than 32 MiB, or nested too deeply");
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an address answers, or why it does not. */
    interface Answer {
        JsonNode to(Context context) throws JsonProcessingException;
    }

    static Handler answering(Answer answer) {
        return context -> {
            try {
                answer(context, 200, answer.to(context));
            } catch (FailureException e) {
                Problems.answer(context, e.failure());
            } catch (InvalidDefinitionException e) {
                Problems.answer(context, e);
            } catch (JsonProcessingException e) {
                Problems.answer(context, Query.bad("its body is not JSON").failure());
            } catch (IllegalArgumentException | DateTimeException e) {
                Problems.answer(
                        context,
                        Query.bad("its body is not of the form that this address takes")
                                .failure());
            }
        };
    }

    static void answer(Context context, int status, JsonNode json) {
        context.status(status);
        context.contentType("application/json");
        context.result(KnownSecrets.masked(json.toString()));
    }
}
