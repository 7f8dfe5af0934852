package io.tidemark.sandbox.tablestore.wire;

import io.tidemark.sandbox.fault.Edge;
import io.tidemark.sandbox.fault.Fault;
import io.tidemark.sandbox.fault.Faults;
import io.tidemark.sandbox.fault.Moment;
import io.tidemark.sandbox.fault.Operation;
import io.tidemark.sandbox.fault.Service;
import io.tidemark.sandbox.fault.Strike;
import io.tidemark.sandbox.http.Exchange;
import io.tidemark.sandbox.http.Handler;
import io.tidemark.sandbox.tablestore.error.ErrorCode;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every request comes in: proves who calls, unpacks the message, hands it on, signs and packs the answer. Faults
 * strike here, once it is known what is asked and by whom.
 */
public final class FrontDoor implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    /** The service looks at requests only whose date is about its own. */
    private static final Duration WIDEST_SKEW = Duration.ofMinutes(15);

    private final AccessKeys keys;
    private final InstantSource clock;
    private final Faults faults;
    private final Edge edge;
    private final Calls calls;
    private final long run = UUID.randomUUID().getMostSignificantBits();
    private final AtomicLong requests = new AtomicLong();

    public FrontDoor(AccessKeys keys, InstantSource clock, Faults faults, Calls calls) {
        this.keys = keys;
        this.clock = clock;
        this.faults = faults;
        this.edge = new Edge(faults.waiting());
        this.calls = calls;
    }

    /** What lies behind the door. */
    public interface Calls {

        /** The tables that a request names, which need not exist; none if it names none or is malformed. */
        Set<String> tables(Operation operation, String instance, byte[] request);

        /**
         * Does what is asked.
         *
         * @param action the name of the operation, known or not
         * @param instance the name of the instance, existing or not
         * @param strike what of it is about tables comes true first
         * @return the message of the answer
         * @throws TablestoreRefusal if the client is to be told an error
         */
        byte[] call(String action, String instance, byte[] request, Strike strike) throws IOException;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        String action = exchange.path().substring(1);
        String id = String.format("%016x-%016x", run, requests.incrementAndGet());
        Answer answer = new Answer(exchange, action, id, clock.instant());
        SigningKey key = null;
        byte[] response;
        try {
            key = caller(exchange, action);
            String instance = instance(exchange);
            byte[] request = RequestBody.read(exchange);
            Strike strike = strike(action, instance, request);
            if (!edge.passes(exchange, strike)) {
                return;
            }
            skew(exchange, answer, strike);
            refuse(strike, Moment.BEFORE);
            response = calls.call(action, instance, request, strike);
            refuse(strike, Moment.AFTER);
            if (strike.first(Fault.BadSignature.class).isPresent()) {
                key = SigningKey.of("not the secret of " + action);
            }
        } catch (TablestoreRefusal refusal) {
            answer.refuse(refusal, key);
            return;
        } catch (IOException e) {
            LOG.error("{} failed (request {}); the client may try again.", action, id, e);
            // Unlike the service, which has no disk of the caller's that could be full.
            answer.refuse(
                    new TablestoreRefusal(
                            ErrorCode.INTERNAL_SERVER_ERROR,
                            ErrorCode.INTERNAL_SERVER_ERROR.sentence()
                                    + " The sandbox could not keep or read its data: " + e.getMessage() + "."),
                    key);
            return;
        } catch (RuntimeException e) {
            LOG.error("{} failed (request {}); the client may try again.", action, id, e);
            answer.refuse(new TablestoreRefusal(ErrorCode.INTERNAL_SERVER_ERROR), key);
            return;
        }
        answer.succeed(response, key);
    }

    private Strike strike(String action, String instance, byte[] request) {
        Optional<Operation> operation = Operation.of(Service.TABLESTORE, action);
        return operation.isEmpty()
                ? Strike.NONE
                : faults.strike(operation.get(), () -> calls.tables(operation.get(), instance, request));
    }

    private void skew(Exchange exchange, Answer answer, Strike strike) {
        Optional<Fault.ClockSkew> skew = strike.first(Fault.ClockSkew.class);
        if (skew.isPresent()) {
            answer.date(clock.instant().plus(skew.get().by()));
            if (skew.get().by().abs().compareTo(WIDEST_SKEW) > 0) {
                throw TablestoreRefusal.authFailed(
                        "Mismatch between system time and x-ots-date: " + exchange.header("x-ots-date") + ".");
            }
        }
    }

    private static void refuse(Strike strike, Moment moment) {
        Optional<String> code = strike.error(moment);
        if (code.isPresent()) {
            throw new TablestoreRefusal(ErrorCode.of(code.get())
                    .orElseThrow(() -> new IllegalStateException("Tablestore has no error " + code.get() + ".")));
        }
    }

    private SigningKey caller(Exchange exchange, String action) {
        if (!exchange.method().equals("POST")) {
            throw new TablestoreRefusal(
                    ErrorCode.METHOD_NOT_ALLOWED, "The HTTP method '" + exchange.method() + "' is not allowed.");
        }
        return keys.verify(action, exchange.headers());
    }

    private static String instance(Exchange exchange) {
        @Nullable String instance = exchange.header("x-ots-instancename");
        if (instance == null) {
            throw TablestoreRefusal.invalidParameter("Missing header: 'x-ots-instancename'.");
        }
        return instance;
    }
}
