package io.tidemark.wiring;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tidemark.workflow.KnownSecrets;
import java.nio.charset.StandardCharsets;

/** Lines of the log for programs, without secrets, without what repeats itself in every line, and with the message as a person reads it. */
final class MaskedJson extends JsonEncoder {
    MaskedJson() {
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
        setWithContext(false);
        setWithMarkers(false);
        setWithKVPList(false);
        setWithMessage(false);
        setWithArguments(false);
        setWithFormattedMessage(true);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return KnownSecrets.masked(new String(super.encode(event), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }
}
