package io.tidemark.console;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.plugin.bundled.RateLimitPlugin;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import io.javalin.util.JavalinBindException;
import io.tidemark.attempt.Failure;
import io.tidemark.jobs.DashboardGateway;
import io.tidemark.login.Entrance;
import io.tidemark.login.Token;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console's HTTP server. Thread-safe. */
public final class ConsoleServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

    private final Listening listening;
    private final Ports ports;
    private final Entrance entrance;
    private final DashboardMount dashboard;
    private final LiveInstances live;
    private final Javalin server;

    private ConsoleServer(
            Listening listening,
            Ports ports,
            Entrance entrance,
            DashboardMount dashboard,
            LiveInstances live,
            Javalin server) {
        this.listening = listening;
        this.ports = ports;
        this.entrance = entrance;
        this.dashboard = dashboard;
        this.live = live;
        this.server = server;
    }

    /**
     * Listens at once.
     *
     * @throws io.tidemark.attempt.FailureException USER {@code LISTENING_UNPROTECTED}, {@code TLS_FILES}, {@code PORT_IN_USE}
     */
    public static ConsoleServer start(
            Listening listening,
            ConsoleSettings settings,
            Entrance entrance,
            LatestCycles cycles,
            DashboardGateway dashboard,
            ControlApi control,
            InstantSource clock,
            MetricsPage metrics) {
        listening.requireProtected();
        Ports ports = new Ports();
        Pages pages = new Pages();
        Refusals refusals = new Refusals(pages);
        Gate gate = new Gate(entrance.sessions(), control.bearers(), new Scrapers(listening.scrapeToken()), refusals);
        LiveInstances live = new LiveInstances(control.desk());
        DashboardMount mount = new DashboardMount(dashboard, entrance.sessions(), refusals);
        Javalin server = Javalin.create(config -> {
            listen(config, listening, ports);
            config.registerPlugin(new RateLimitPlugin());
            config.routes.before(new Door(listening, ports, refusals)::pass);
            config.routes.beforeMatched(gate::pass);
            GuardedRoutes routes = new GuardedRoutes(config.routes, control.once());
            new LoginPages(entrance, settings, pages, refusals).mount(routes);
            new StartPage(cycles, clock, settings, pages).mount(routes);
            new AuditPage(control.desk(), pages).mount(routes);
            routes.open(HandlerType.GET, "/healthz", context -> context.result("ok"));
            StaticFiles.mount(routes);
            control.mount(routes, live);
            metrics.mount(config, routes);
            mount.mount(routes);
            refuse(config.routes, gate, refusals);
        });
        try {
            return new ConsoleServer(listening, ports, entrance, mount, live, server.start());
        } catch (JavalinBindException e) {
            live.close();
            mount.close();
            throw Failure.user(
                            "PORT_IN_USE",
                            "Port " + listening.port() + " of " + listening.host()
                                    + " cannot be opened: another program has it, or it is reserved.",
                            "Choose another one with --port N; --port 0 takes any that is free.")
                    .asException(e);
        }
    }

    private static void listen(JavalinConfig config, Listening listening, Ports ports) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.addConnector((server, http) -> ports.main(Connectors.main(server, http, listening)));
        if (Connectors.needsLocal(listening)) {
            config.jetty.addConnector((server, http) -> ports.local(Connectors.local(server, http)));
        }
        Proxies proxies = new Proxies(listening.trustedProxies());
        config.contextResolver.ip =
                context -> proxies.client(context.req().getRemoteAddr(), context.header("X-Forwarded-For"));
        config.contextResolver.scheme = context -> proxies.secure(
                        context.req().getRemoteAddr(), context.req().isSecure(), context.header("X-Forwarded-Proto"))
                ? "https"
                : "http";
    }

    /** Strangers are not told which addresses there are. */
    private static void refuse(RoutesConfig routes, Gate gate, Refusals refusals) {
        routes.exception(HttpResponseException.class, (e, context) -> {
            boolean unrouted = e.getStatus() == 404 || e instanceof MethodNotAllowedResponse;
            if (unrouted && !gate.knows(context)) {
                refusals.stranger(context);
            } else {
                refusals.answer(context, e);
            }
        });
        routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            refusals.ownFault(context);
        });
    }

    /** The port that is listened on. */
    public int port() {
        return ports.main();
    }

    /** The port of 127.0.0.1 on which commands of this machine are answered in plain HTTP; mostly the same. */
    public int localPort() {
        return ports.local();
    }

    public String address() {
        return listening.address(port());
    }

    /** The address of a one-time link; to be shown to nobody but its user. */
    public String linkAddress(Token link) {
        return address() + "/login/link?token=" + link.text();
    }

    /** A new link that makes the first admin; empty if there is one already. */
    public Optional<String> firstAdminLink() {
        return entrance.users().withoutAdmin()
                ? Optional.of(linkAddress(entrance.links().forFirstAdmin()))
                : Optional.empty();
    }

    /** A method and a path that something answers, and who may use it; several rules or none would be a mistake. */
    record Route(HandlerType method, String path, Set<RouteRole> rules) {}

    /** Everything that is answered, but for what is done before and after. */
    List<Route> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> new Route(endpoint.method, endpoint.path, rules(endpoint)))
                .toList();
    }

    private static Set<RouteRole> rules(Endpoint endpoint) {
        Roles roles = endpoint.metadata(Roles.class);
        return roles == null ? Set.of() : roles.getRoles();
    }

    /** How many live streams are open. */
    int livePages() {
        return dashboard.open();
    }

    /** Ends live pages, then stops listening. */
    @Override
    public void close() {
        live.close();
        dashboard.close();
        server.stop();
    }
}
