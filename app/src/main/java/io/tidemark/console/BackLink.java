package io.tidemark.console;

import java.nio.charset.StandardCharsets;

/**
 * The way from the dashboard back to the start page. It is added to a page as it goes out, beside what JobRunr's front end draws
 * into; the files of JobRunr stay as they are. Markup and a style sheet of our own, so that no content policy has to give way.
 */
final class BackLink {
    private static final String END = "</body>";

    private static final String MARKUP = "<link rel=\"stylesheet\" href=\"/static/back.css\">"
            + "<a class=\"tidemark-back\" href=\"/\">&larr; Tidemark</a>";

    private BackLink() {}

    /** The page with the link at its end; any other page as it is. */
    static byte[] addedTo(byte[] page) {
        String html = new String(page, StandardCharsets.UTF_8);
        int end = html.lastIndexOf(END);
        return end < 0
                ? page
                : (html.substring(0, end) + MARKUP + html.substring(end)).getBytes(StandardCharsets.UTF_8);
    }
}
