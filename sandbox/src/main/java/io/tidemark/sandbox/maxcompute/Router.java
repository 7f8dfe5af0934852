package io.tidemark.sandbox.maxcompute;

import io.tidemark.sandbox.http.BodyTooLargeException;
import io.tidemark.sandbox.http.Exchange;
import io.tidemark.sandbox.http.Handler;
import io.tidemark.sandbox.maxcompute.access.Gate;
import io.tidemark.sandbox.maxcompute.catalog.RecommitPolicy;
import io.tidemark.sandbox.maxcompute.refusal.Refusal;
import io.tidemark.sandbox.maxcompute.refusal.RefusalCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets signed requests in and hands each to its resource, past the faults that may strike it. Thread-safe. */
final class Router implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final String project;
    private final Gate gate;
    private final RecommitPolicy recommit;
    private final Mishaps mishaps;
    private final Resources resources;

    Router(MaxComputeOptions options, Mishaps mishaps, Resources resources) {
        this.project = options.project();
        this.gate = new Gate(options.credentials());
        this.recommit = options.recommit();
        this.mishaps = mishaps;
        this.resources = resources;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        Call call = new Call(exchange, recommit);
        try {
            gate.check(call.signed());
            mishaps.answer(call, resource(call));
        } catch (Refusal refusal) {
            LOG.debug("{} {} is refused.", call.method(), exchange.path(), refusal);
            call.refuse(refusal);
        } catch (BodyTooLargeException e) {
            call.refuse(new Refusal(RefusalCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e));
        } catch (IOException | RuntimeException e) {
            if (call.isAnswered()) {
                throw e;
            }
            LOG.error("{} {} failed.", call.method(), exchange.path(), e);
            call.refuse(new Refusal(RefusalCode.INTERNAL_ERROR, "The sandbox failed: " + e.getMessage(), e));
        }
    }

    private Resource resource(Call call) throws Refusal {
        List<String> path = withoutSchema(call.path());
        if (path.size() < 2 || !path.get(0).equals("projects")) {
            throw nothingHere(call);
        }
        if (!path.get(1).equalsIgnoreCase(project)) {
            throw new Refusal(
                    RefusalCode.NO_SUCH_PROJECT,
                    "The project '" + path.get(1) + "' does not exist; the sandbox has '" + project + "'.");
        }
        if (path.size() == 2) {
            return resources.project();
        }
        return switch (path.get(2)) {
            case "tunnel", "logs" -> resources.project();
            case "tables" -> path.size() == 3 ? resources.tables() : table(call, path);
            case "instances" ->
                call.has("downloads") || call.has("downloadid") || call.has("cached")
                        ? resources.instanceDownloads()
                        : resources.instances();
            default -> throw nothingHere(call);
        };
    }

    private Resource table(Call call, List<String> path) throws Refusal {
        if (path.size() > 4) {
            throw new Refusal(
                    RefusalCode.INVALID_ARGUMENT,
                    "'" + path.get(4) + "' of a table is not supported by the sandbox: use a download session.");
        }
        if (call.has("arrow")) {
            throw new Refusal(RefusalCode.INVALID_ARGUMENT, "Arrow is not supported by the sandbox: use records.");
        }
        if (call.has("uploads") || call.has("uploadid")) {
            return resources.uploads();
        }
        if (call.has("downloads") || call.has("downloadid")) {
            return resources.downloads();
        }
        return call.has("partition") || call.has("partitions") ? resources.partitions() : resources.table();
    }

    /** A project here has the one schema {@code default}, which clients may or may not name. */
    private static List<String> withoutSchema(List<String> path) {
        if (path.size() > 4 && path.get(2).equals("schemas") && path.get(3).equalsIgnoreCase("default")) {
            List<String> shorter = new ArrayList<>(path.subList(0, 2));
            shorter.addAll(path.subList(4, path.size()));
            return shorter;
        }
        return path;
    }

    private static Refusal nothingHere(Call call) {
        return new Refusal(RefusalCode.NO_SUCH_RESOURCE, "The sandbox has no /" + String.join("/", call.path()) + ".");
    }
}
