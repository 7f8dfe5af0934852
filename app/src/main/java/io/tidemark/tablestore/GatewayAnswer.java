package io.tidemark.tablestore;

import com.alicloud.openservices.tablestore.ClientException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody between here and Tablestore has answered in its place: an empty page or one for people. The client tells it from
 * an answer of the service by the request id that is missing, and keeps nothing of it but its status, in a sentence.
 *
 * @param status of HTTP, never one of success
 */
record GatewayAnswer(int status) {
    private static final Pattern SENTENCE =
            Pattern.compile("TableStore returns a response with status code: (\\d{3})\\.");
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** The answer behind a failed call, if a gateway gave it. */
    static Optional<GatewayAnswer> in(Throwable thrown) {
        if (!(thrown instanceof ClientException)) {
            return Optional.empty();
        }
        Matcher sentence = SENTENCE.matcher(String.valueOf(thrown.getMessage()));
        return sentence.matches()
                ? Optional.of(new GatewayAnswer(Integer.parseInt(sentence.group(1))))
                : Optional.empty();
    }

    /** Whether it means: later. */
    boolean passes() {
        return passes(status);
    }

    /** Whether an answer with this status, whoever gave it, means: later. */
    static boolean passes(int status) {
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
    }
}
