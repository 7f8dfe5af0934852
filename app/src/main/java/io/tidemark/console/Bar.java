package io.tidemark.console;

import io.javalin.http.Context;
import io.tidemark.access.Actor;
import io.tidemark.access.Permission;
import org.jspecify.annotations.Nullable;

/** The head of every page of whoever is logged in. What they may not open is not shown. */
final class Bar {
    private Bar() {}

    /**
     * What it shows.
     *
     * @param current which entry the page belongs to
     * @param formKey what its form carries
     */
    record View(String user, String formKey, String current, boolean administers) {
        /** For {@code aria-current}; null elsewhere. */
        @Nullable
        String page(String entry) {
            return current.equals(entry) ? "page" : null;
        }
    }

    static View of(Context context, String current) {
        Actor actor = Gate.actor(context);
        return new View(actor.name(), Gate.session(context).formKey(), current, actor.may(Permission.ADMINISTER));
    }
}
