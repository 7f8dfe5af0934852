package io.tidemark.sandbox.http;

import java.util.ArrayList;
import java.util.List;

/** Headers of an answer, in the order and with the names as they were added. Not for several threads. */
public final class Headers {

    /** One line of an answer's head. */
    record Line(String name, String value) {}

    private final List<Line> lines = new ArrayList<>(8);

    /** Adds a header. A name that was there before is then sent twice. */
    public Headers add(String name, String value) {
        lines.add(new Line(name, value));
        return this;
    }

    List<Line> lines() {
        return lines;
    }
}
