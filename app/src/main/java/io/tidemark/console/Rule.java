package io.tidemark.console;

import io.javalin.security.RouteRole;
import io.tidemark.access.Permission;

/** Who may use a route. */
sealed interface Rule extends RouteRole {
    /** Everybody: it holds nothing about anybody, or asks by itself. */
    enum Open implements Rule {
        TO_ALL
    }

    /** A browser whose user is logged in. */
    record Page(Permission needs) implements Rule {}

    /** A program that carries a token. */
    record Api(Permission needs) implements Rule {}

    /** Whoever collects figures, by a token of their own; or a program that may look. */
    enum Scrape implements Rule {
        FIGURES
    }
}
