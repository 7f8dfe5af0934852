package io.tidemark.sandbox.tablestore.wire;

import io.tidemark.sandbox.http.Exchange;
import io.tidemark.sandbox.http.Handler;
import io.tidemark.sandbox.tablestore.error.ErrorCode;
import io.tidemark.sandbox.tablestore.error.TablestoreRefusal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where every request comes in: proves who calls, unpacks the message, hands it on, signs and packs the answer. */
public final class FrontDoor implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final AccessKeys keys;
    private final InstantSource clock;
    private final Calls calls;
    private final long run = UUID.randomUUID().getMostSignificantBits();
    private final AtomicLong requests = new AtomicLong();

    public FrontDoor(AccessKeys keys, InstantSource clock, Calls calls) {
        this.keys = keys;
        this.clock = clock;
        this.calls = calls;
    }

    /** What lies behind the door. */
    @FunctionalInterface
    public interface Calls {

        /**
         * Does what is asked.
         *
         * @param action the name of the operation, known or not
         * @param instance the name of the instance, existing or not
         * @return the message of the answer
         * @throws TablestoreRefusal if the client is to be told an error
         */
        byte[] call(String action, String instance, byte[] request) throws IOException;
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
            response = calls.call(action, instance(exchange), RequestBody.read(exchange));
        } catch (TablestoreRefusal refusal) {
            answer.refuse(refusal, key);
            return;
        } catch (IOException | RuntimeException e) {
            LOG.error("{} failed (request {}); the client may try again.", action, id, e);
            answer.refuse(new TablestoreRefusal(ErrorCode.INTERNAL_SERVER_ERROR, "Internal server error."), key);
            return;
        }
        answer.succeed(response, key);
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
