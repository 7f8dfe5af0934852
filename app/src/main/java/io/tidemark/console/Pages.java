package io.tidemark.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.tidemark.workflow.KnownSecrets;

/** Fills in the page templates, which were compiled with the program. Thread-safe. */
final class Pages {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "io.tidemark.console");

    /** Answers with a page; the status is whatever was set. */
    void show(Context context, String template, Object view) {
        StringOutput html = new StringOutput();
        engine.render(template + ".jte", view, html);
        context.html(KnownSecrets.masked(html.toString()));
    }
}
