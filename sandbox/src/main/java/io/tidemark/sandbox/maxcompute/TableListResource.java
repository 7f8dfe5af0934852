package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.maxcompute.catalog.Table;
import io.tidemark.sandbox.maxcompute.catalog.Tables;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The list of tables, in parts, filtered by the beginning of their names. */
final class TableListResource implements Resource {
    private final String project;
    private final Tables tables;

    TableListResource(String project, Tables tables) {
        this.project = project;
        this.tables = tables;
    }

    @Override
    public void answer(Call call) throws Refusal, IOException {
        if (!call.method().equals("GET")) {
            throw call.wrongMethod();
        }
        String prefix = call.parameter("name").toLowerCase(Locale.ROOT);
        List<Table> all = tables.all().stream()
                .filter(table -> table.name().toLowerCase(Locale.ROOT).startsWith(prefix))
                .toList();
        Page<Table> page = Page.of(all, call);
        Xml xml = new Xml()
                .open("Tables")
                .element("Marker", page.marker())
                .element("MaxItems", String.valueOf(page.items().size()));
        for (Table table : page.items()) {
            xml.open("Table")
                    .element("Name", table.name())
                    .element("Project", project)
                    .element("Owner", Owner.NAME)
                    .element("Type", "MANAGED_TABLE")
                    .close("Table");
        }
        call.answerXml(new Headers(), xml.close("Tables").toString());
    }
}
