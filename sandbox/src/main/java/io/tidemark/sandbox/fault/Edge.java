package io.tidemark.sandbox.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.sandbox.http.Ending;
import io.tidemark.sandbox.http.Exchange;
import io.tidemark.sandbox.http.Headers;
import io.tidemark.sandbox.time.Waiting;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Lets those faults come true that are about a connection and not about what was asked. Thread-safe. */
public final class Edge {

    private final Waiting waiting;

    public Edge(Waiting waiting) {
        this.waiting = waiting;
    }

    /**
     * Does what comes before the effect, and decides what will become of the answer.
     *
     * @return whether the call goes on; if not, it has had its answer, or it has lost its connection
     */
    public boolean passes(Exchange exchange, Strike strike) throws IOException {
        Optional<Fault.Latency> before = latency(strike, Moment.BEFORE);
        if (before.isPresent()) {
            await(before.get().time());
        }
        Optional<Fault.Refused> refused = strike.first(Fault.Refused.class);
        if (refused.isPresent()) {
            exchange.closePort(() -> await(refused.get().time()));
            exchange.reset();
            return false;
        }
        if (strike.faults().contains(new Fault.Reset(Moment.BEFORE))) {
            exchange.reset();
            return false;
        }
        Optional<Fault.Status> status = status(strike, Moment.BEFORE);
        if (status.isPresent()) {
            exchange.drain();
            Ending.Instead page = page(status.get());
            exchange.answer(page.status(), page.headers(), page.body());
            return false;
        }
        strike.first(Fault.CutBlock.class).ifPresent(cut -> exchange.cutBody(cut.bytes()));
        latency(strike, Moment.AFTER).ifPresent(after -> exchange.holdAnswer(() -> await(after.time())));
        exchange.endWith(ending(strike));
        return true;
    }

    private static Ending ending(Strike strike) {
        if (strike.faults().contains(new Fault.Reset(Moment.AFTER))) {
            return Ending.LOST;
        }
        if (strike.first(Fault.HalfAnswer.class).isPresent()) {
            return Ending.HALF;
        }
        Optional<Fault.Status> status = status(strike, Moment.AFTER);
        return status.isPresent() ? page(status.get()) : Ending.WHOLE;
    }

    /** What gateways send: a page for people, which clients of the service cannot read. */
    private static Ending.Instead page(Fault.Status status) {
        String html = "<html><body><h1>" + status.status() + "</h1></body></html>";
        return new Ending.Instead(
                status.status(), new Headers().add("Content-Type", "text/html"), html.getBytes(US_ASCII));
    }

    private static Optional<Fault.Latency> latency(Strike strike, Moment moment) {
        return first(strike, Fault.Latency.class, latency -> latency.moment() == moment);
    }

    private static Optional<Fault.Status> status(Strike strike, Moment moment) {
        return first(strike, Fault.Status.class, status -> status.moment() == moment);
    }

    private static <F extends Fault> Optional<F> first(Strike strike, Class<F> kind, Predicate<F> wanted) {
        return strike.faults().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(wanted)
                .findFirst();
    }

    private void await(Duration time) throws IOException {
        try {
            waiting.await(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The sandbox stopped while a call was held back.");
        }
    }
}
