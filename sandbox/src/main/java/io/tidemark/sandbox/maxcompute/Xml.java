package io.tidemark.sandbox.maxcompute;

/** A small XML document, written from the outside in; text is escaped. */
final class Xml {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

    Xml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    /** Opens an element with attributes, given as names and values in turn. */
    Xml open(String name, String... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            text.append('"');
        }
        text.append('>');
        return this;
    }

    Xml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    Xml text(String content) {
        escape(content);
        return this;
    }

    Xml element(String name, String content) {
        return open(name).text(content).close(name);
    }

    private void escape(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#13;");
                default -> text.append(isAllowed(c) ? c : '\ufffd');
            }
        }
    }

    private static boolean isAllowed(char c) {
        return c >= ' ' ? c < '\ufffe' : c == '\n' || c == '\t';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
