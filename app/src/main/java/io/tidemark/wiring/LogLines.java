package io.tidemark.wiring;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import io.tidemark.cli.LogFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The form of the lines that go to standard error; where they go and which ones do is said in {@code logback.xml}. */
final class LogLines {
    private LogLines() {}

    /** From now on all lines have this form. To be called once, before there is much to log. */
    static void write(LogFormat format) {
        if (format == LogFormat.TEXT) {
            return; // as logback.xml has it
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Appender<ILoggingEvent> appender =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr");
        if (appender instanceof OutputStreamAppender<ILoggingEvent> stderr) {
            MaskedJson json = new MaskedJson();
            json.setContext(context);
            json.start();
            stderr.setEncoder(json);
        }
    }
}
