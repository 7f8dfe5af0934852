package io.tidemark.console;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.tidemark.login.Token;
import java.time.Duration;
import java.util.Optional;

/** The cookie that carries a session. */
final class SessionCookie {
    private SessionCookie() {}

    /** Empty if the request carries none; whether it is one that works is not looked at. */
    static Optional<Token> of(Context context) {
        return Optional.ofNullable(context.cookie(name(context)))
                .filter(text -> !text.isBlank())
                .map(Token::new);
    }

    static void set(Context context, Token session, Duration age) {
        context.cookie(cookie(context, session.text(), age));
    }

    static void clear(Context context) {
        context.cookie(cookie(context, "", Duration.ZERO));
    }

    private static boolean secure(Context context) {
        return "https".equals(context.scheme());
    }

    /** Browsers keep one set of cookies for all ports of a host, and one machine may run two operators. */
    private static String name(Context context) {
        return secure(context) ? "__Host-tidemark" : "tidemark-" + context.req().getLocalPort();
    }

    private static Cookie cookie(Context context, String value, Duration age) {
        return new Cookie(name(context), value, "/", (int) age.toSeconds(), secure(context), true, null, SameSite.LAX);
    }
}
