package io.tidemark.console;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinBindException;
import io.tidemark.attempt.Failure;
import io.tidemark.jobs.DashboardGateway;
import java.time.InstantSource;
import org.eclipse.jetty.http.UriCompliance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console's HTTP server, on 127.0.0.1. Thread-safe. */
public final class ConsoleServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

    private final Logins logins;
    private final DashboardMount dashboard;
    private final Javalin server;

    private ConsoleServer(Logins logins, DashboardMount dashboard, Javalin server) {
        this.logins = logins;
        this.dashboard = dashboard;
        this.server = server;
    }

    /**
     * Listens at once.
     *
     * @param port 0 for any free one
     * @throws io.tidemark.attempt.FailureException USER {@code PORT_IN_USE}
     */
    public static ConsoleServer start(
            int port,
            ConsoleSettings settings,
            Logins logins,
            LatestCycles cycles,
            DashboardGateway dashboard,
            ControlApi control,
            InstantSource clock,
            MetricsPage metrics) {
        Pages pages = new Pages();
        Refusals refusals = new Refusals(pages);
        LoginPages loginPages = new LoginPages(logins, settings, pages, refusals);
        StartPage startPage = new StartPage(cycles, clock, settings, pages);
        DashboardMount mount = new DashboardMount(dashboard, loginPages, refusals);
        Javalin server = Javalin.create(config -> {
            listen(config, port);
            routes(config, loginPages, startPage, refusals);
            control.mount(config.routes);
            mount.mount(config.routes);
            metrics.mount(config);
        });
        try {
            return new ConsoleServer(logins, mount, server.start());
        } catch (JavalinBindException e) {
            mount.close();
            throw Failure.user(
                            "PORT_IN_USE",
                            "Port " + port
                                    + " of 127.0.0.1 cannot be opened: another program has it, or it is reserved.",
                            "Choose another one with --port N; --port 0 takes any that is free.")
                    .asException(e);
        }
    }

    private static void listen(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.host = "127.0.0.1";
        config.jetty.port = port;
        config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.DEFAULT));
    }

    private static void routes(JavalinConfig config, LoginPages login, StartPage start, Refusals refusals) {
        config.routes.before(new Door(refusals)::pass);
        config.routes.before(login::require);
        config.routes.get("/", context -> start.show(context, login.required(context)));
        config.routes.get("/login", login::ask);
        config.routes.post("/login", login::enter);
        config.routes.post("/logout", login::leave);
        config.routes.get("/healthz", context -> context.result("ok"));
        config.routes.get("/static/<file>", context -> {
            if (StaticFiles.has(context.path())) {
                StaticFiles.serve(context);
            } else {
                refusals.notFound(context);
            }
        });
        config.routes.exception(HttpResponseException.class, (e, context) -> {
            if (e.getStatus() == 404) {
                refusals.notFound(context);
            } else if (e instanceof MethodNotAllowedResponse) {
                context.header("Allow", e.getDetails().getOrDefault("availableMethods", "GET"));
                refusals.answer(
                        context,
                        405,
                        "Not possible here",
                        "This address takes " + e.getDetails().getOrDefault("availableMethods", "GET") + " only.");
            } else {
                refusals.answer(context, e.getStatus(), "Not understood", "Tidemark does not understand this request.");
            }
        });
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            refusals.ownFault(context);
        });
    }

    /** The port that is listened on. */
    public int port() {
        return server.port();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** A new address that logs whoever opens it in, once; to be printed for the person who runs the operator only. */
    public String newLoginLink() {
        return address() + "/login?token=" + logins.newLink().text();
    }

    /** How many live streams are open. */
    int livePages() {
        return dashboard.open();
    }

    /** Ends live pages, then stops listening. */
    @Override
    public void close() {
        dashboard.close();
        server.stop();
    }
}
