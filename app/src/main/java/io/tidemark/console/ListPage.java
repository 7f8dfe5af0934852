package io.tidemark.console;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of a list that may be long: {@code limit} and {@code cursor} of an address. Where the list goes on, the answer carries the
 * address of the next page in a {@code Link} (RFC 8288). A cursor says behind which element a page begins, so that what is added to
 * the list meanwhile neither repeats nor hides one.
 *
 * @param limit most elements of the page
 */
record ListPage(Context context, int limit) {
    /** Of what a list has in one answer. */
    static final int MOST = 100_000;

    private static final String CURSOR = "cursor";

    /** As most lists are asked for. */
    static ListPage of(Context context) {
        return of(context, 50, MOST);
    }

    static ListPage of(Context context, int usually, int most) {
        return new ListPage(context, new Query(context).number("limit", usually, 1, most));
    }

    /** How many elements to look for: one more shows that there is a next page. */
    int sought() {
        return limit + 1;
    }

    /**
     * Behind which element the page begins; empty for the first page.
     *
     * @param form reads what {@link #cut} was given
     */
    <T> Optional<T> after(Function<String, T> form) {
        Query query = new Query(context);
        return query.text(CURSOR).map(text -> query.readCursor(text, form));
    }

    /** The elements of the page; says in the answer where the next one is, if there is one. */
    <T> List<T> cut(List<T> found, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return found;
        }
        List<T> shown = found.subList(0, limit);
        context.header("Link", "<" + address(cursor.apply(shown.get(limit - 1))) + ">; rel=\"next\"");
        return shown;
    }

    private String address(String cursor) {
        Stream<Map.Entry<String, String>> asked = context.queryParamMap().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(CURSOR))
                .flatMap(entry -> entry.getValue().stream().map(value -> Map.entry(entry.getKey(), value)));
        return Stream.concat(asked, Stream.of(Map.entry(CURSOR, cursor)))
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", context.path() + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
