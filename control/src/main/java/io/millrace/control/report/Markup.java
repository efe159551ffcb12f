package io.millrace.control.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HTML under construction. Text and attribute values are always escaped and every element that is
 * opened is closed, so a page built with it is well formed whatever the data.
 */
final class Markup {

    private final StringBuilder html = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn; an empty value prints the bare name
     */
    Markup open(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]);
            if (!attributes[i + 1].isEmpty()) {
                html.append("=\"").append(escaped(attributes[i + 1])).append('"');
            }
        }
        html.append('>');
        open.push(tag);
        return this;
    }

    /** An element that never has content and is never closed. */
    Markup single(String tag, String... attributes) {
        open(tag, attributes);
        open.pop();
        return this;
    }

    Markup close() {
        html.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the element and starts a line, for a page that people can read in an editor. */
    Markup closeLine() {
        close();
        html.append('\n');
        return this;
    }

    Markup text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** An element with nothing but text in it. */
    Markup leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    Markup add(Markup finished) {
        html.append(finished);
        return this;
    }

    /** The HTML; every element must have been closed. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("markup: " + open + " (expected: nothing left open)");
        }
        return html.toString();
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(Character.isISOControl(c) && c != '\n' ? ' ' : c);
            }
        }
        return escaped.toString();
    }
}
