package io.tidemark.console;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.plugin.bundled.RateLimitPlugin;
import io.tidemark.access.Permission;
import io.tidemark.attempt.Failure;
import io.tidemark.attempt.FailureException;
import io.tidemark.attempt.FailureKind;
import io.tidemark.login.Entrance;
import io.tidemark.login.Token;
import io.tidemark.store.login.LinkStore.Link;
import io.tidemark.store.login.LinkStore.Purpose;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Logging in and out, and choosing a password. Following a one-time link shows a form, and only sending that uses the link up,
 * because mail and chat programs open links on their own.
 */
final class LoginPages {
    /** From one address; guessing goes on from many, which the locks of names are for. */
    private static final int TRIES_A_MINUTE = 30;

    private final Entrance entrance;
    private final ConsoleSettings settings;
    private final Pages pages;
    private final Refusals refusals;

    LoginPages(Entrance entrance, ConsoleSettings settings, Pages pages, Refusals refusals) {
        this.entrance = entrance;
        this.settings = settings;
        this.pages = pages;
        this.refusals = refusals;
    }

    /**
     * The page that asks for a name and a password.
     *
     * @param next path to go to
     * @param problem why the last try did not work; null on the first one
     */
    record LoginView(String next, @Nullable String problem) {}

    /**
     * The page of a one-time link.
     *
     * @param user whose it is; null if it makes the first admin
     * @param problem why the last try did not work; null on the first one
     */
    record LinkView(
            String token,
            Purpose purpose,
            @Nullable String user,
            @Nullable String problem) {
        boolean opensOnly() {
            return purpose == Purpose.SESSION;
        }
    }

    /** The page of whoever is logged in. */
    record AccountView(Bar.View bar, @Nullable String problem) {}

    void mount(GuardedRoutes routes) {
        routes.open(HandlerType.GET, "/login", context -> ask(context, "/", null));
        routes.open(HandlerType.POST, "/login", this::enter);
        routes.open(HandlerType.GET, "/login/link", context -> show(context, token(context.queryParam("token")), null));
        routes.open(HandlerType.POST, "/login/link", this::follow);
        routes.page(HandlerType.POST, "/logout", Permission.LOOK, this::leave);
        routes.page(HandlerType.GET, "/account", Permission.LOOK, context -> account(context, null));
        routes.page(HandlerType.POST, "/account/password", Permission.LOOK, this::changePassword);
    }

    private void ask(Context context, String next, @Nullable String problem) {
        pages.show(context, "login", new LoginView(next, problem));
    }

    private void enter(Context context) {
        limit(context);
        String next = Refusals.localPath(context.formParam("next"));
        try {
            Token session =
                    entrance.logins().byPassword(text(context, "name"), text(context, "password"), context.ip());
            go(context, session, next);
        } catch (FailureException e) {
            context.status(status(e.failure()));
            ask(context, next, e.failure().sentence());
        }
    }

    private void show(Context context, Token token, @Nullable String problem) {
        Optional<Link> link = entrance.logins().look(token);
        if (link.isEmpty()) {
            refusals.answer(
                    context,
                    401,
                    "This link no longer works",
                    "A link works once and for a limited time. An admin makes a new one with `tidemark users reset NAME`; a"
                            + " Tidemark that has no admin yet prints one when it starts.");
            return;
        }
        String user = link.get().user().map(Object::toString).orElse(null);
        pages.show(context, "link", new LinkView(token.text(), link.get().purpose(), user, problem));
    }

    private void follow(Context context) {
        limit(context);
        Token link = token(context.formParam("token"));
        try {
            Optional<Purpose> purpose = entrance.logins().look(link).map(Link::purpose);
            if (purpose.isEmpty()) {
                show(context, link, null);
            } else if (purpose.get() == Purpose.SESSION) {
                go(context, entrance.logins().byLink(link, context.ip()), "/");
            } else {
                String password = chosenPassword(context);
                go(
                        context,
                        purpose.get() == Purpose.PASSWORD
                                ? entrance.logins().choosePassword(link, password, context.ip())
                                : entrance.logins()
                                        .becomeFirstAdmin(link, text(context, "name"), password, context.ip()),
                        "/");
            }
        } catch (FailureException e) {
            context.status(status(e.failure()));
            show(context, link, e.failure().sentence());
        }
    }

    private void leave(Context context) {
        if (!fromOwnPage(context)) {
            refusals.answer(
                    context, 403, "Not logged out", "This form is out of date. Open the start page and try again.");
            return;
        }
        entrance.sessions().close(Gate.session(context));
        SessionCookie.clear(context);
        refusals.answer(context, 200, "You are logged out", "This browser no longer has a session.");
    }

    private void account(Context context, @Nullable String problem) {
        pages.show(context, "account", new AccountView(Bar.of(context, "account"), problem));
    }

    private void changePassword(Context context) {
        limit(context);
        if (!fromOwnPage(context)) {
            refusals.answer(
                    context, 403, "Nothing was changed", "This form is out of date. Open the page and try again.");
            return;
        }
        try {
            Token session = entrance.logins()
                    .changePassword(Gate.actor(context), text(context, "old"), chosenPassword(context));
            go(context, session, "/");
        } catch (FailureException e) {
            context.status(status(e.failure()));
            account(context, e.failure().sentence());
        }
    }

    private void go(Context context, Token session, String next) {
        SessionCookie.set(context, session, settings.login().most());
        context.header("Location", next);
        context.status(303);
    }

    private static boolean fromOwnPage(Context context) {
        return Gate.session(context).matchesForm(text(context, "key"));
    }

    private static void limit(Context context) {
        context.with(RateLimitPlugin.class).requestPerTimeUnit(TRIES_A_MINUTE, TimeUnit.MINUTES);
    }

    private static int status(Failure failure) {
        return switch (failure.code()) {
            case "LOGIN_REFUSED", "LINK_USED_UP" -> 401;
            default -> failure.kind() == FailureKind.USER ? 400 : 503;
        };
    }

    private static String chosenPassword(Context context) {
        String password = text(context, "password");
        if (!password.equals(text(context, "again"))) {
            throw Failure.user("NOT_THE_SAME", "The two passwords are not the same.", "Type it twice.")
                    .asException();
        }
        return password;
    }

    private static Token token(@Nullable String text) {
        return new Token(text == null ? "" : text);
    }

    private static String text(Context context, String field) {
        return Optional.ofNullable(context.formParam(field)).orElse("");
    }
}
