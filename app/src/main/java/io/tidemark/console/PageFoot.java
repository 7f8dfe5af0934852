package io.tidemark.console;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page of the dashboard has more: the way back to the start page, and a script that shows why a button was refused. It is
 * added to a page as it goes out, beside what JobRunr's front end draws into; the files of JobRunr stay as they are. Files of our
 * own and the page's own nonce, so that no content policy has to give way.
 */
final class PageFoot {
    private static final String END = "</body>";
    private static final Pattern NONCE = Pattern.compile("nonce=\"([0-9A-Za-z+/=_-]+)\"");

    private static final String LINK = "<link rel=\"stylesheet\" href=\"/static/back.css\">"
            + "<a class=\"tidemark-back\" href=\"/\">&larr; Tidemark</a>";

    private PageFoot() {}

    /** The page with this at its end; any other page as it is. */
    static byte[] addedTo(byte[] page) {
        String html = new String(page, StandardCharsets.UTF_8);
        int end = html.lastIndexOf(END);
        return end < 0
                ? page
                : (html.substring(0, end) + script(html) + LINK + html.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    private static String script(String html) {
        Matcher nonce = NONCE.matcher(html);
        return nonce.find() ? "<script nonce=\"" + nonce.group(1) + "\" src=\"/static/dashboard.js\"></script>" : "";
    }
}
