package io.tidemark.wiring;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tidemark.workflow.KnownSecrets;

/** Lines of the log for people, without secrets; {@code logback.xml} names it. */
public final class MaskedLines extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
        return KnownSecrets.masked(super.doLayout(event));
    }
}
