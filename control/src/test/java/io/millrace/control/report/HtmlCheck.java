package io.millrace.control.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads HTML as a browser would and says what is wrong with it. */
final class HtmlCheck {

    private static final Pattern TAG =
            Pattern.compile(
                    "<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\\s+[a-zA-Z:-]+(?:=\"[^\"<>]*\")?)*)\\s*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z:-]+)(?:=\"([^\"]*)\")?");
    private static final Set<String> VOID = Set.of("meta", "input", "br", "link", "img");
    private static final Set<String> RAW = Set.of("script", "style");

    private final String html;
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> elements = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<String> references = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();

    private HtmlCheck(String html) {
        this.html = html;
    }

    /** Unclosed or crossed elements, stray angle brackets, repeated ids and dangling references. */
    static List<String> mistakes(String html) {
        HtmlCheck check = new HtmlCheck(html);
        check.read();
        return check.mistakes;
    }

    /** The names of all elements in the order of their opening. */
    static List<String> elements(String html) {
        HtmlCheck check = new HtmlCheck(html);
        check.read();
        return check.elements;
    }

    private void read() {
        int at = html.startsWith("<!DOCTYPE html>") ? 15 : 0;
        Matcher tag = TAG.matcher(html);
        while (true) {
            int next = html.indexOf('<', at);
            checkText(html.substring(at, next < 0 ? html.length() : next));
            if (next < 0) {
                break;
            }
            if (!tag.find(next) || tag.start() != next) {
                mistakes.add(
                        "not a tag: " + html.substring(next, Math.min(next + 60, html.length())));
                at = next + 1;
                continue;
            }
            at = tag.end();
            if (tag.group(1).isEmpty()) {
                at = opened(tag.group(2), tag.group(3), at);
            } else if (open.isEmpty() || !open.pop().equals(tag.group(2))) {
                mistakes.add("closed out of turn: " + tag.group(2));
            }
        }
        open.forEach(element -> mistakes.add("never closed: " + element));
        references.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> mistakes.add("no such id: " + id));
    }

    private int opened(String element, String attributes, int at) {
        elements.add(element);
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        while (attribute.find()) {
            noteIds(attribute.group(1), attribute.group(2));
        }
        if (VOID.contains(element)) {
            return at;
        }
        open.push(element);
        if (!RAW.contains(element)) {
            return at;
        }
        // a browser ends raw text at the first end tag, wherever it stands
        Matcher end = Pattern.compile("(?i)</" + element).matcher(html);
        return end.find(at) ? end.start() : html.length();
    }

    private void noteIds(String name, String value) {
        if (name.equals("id") && !ids.add(value)) {
            mistakes.add("id used twice: " + value);
        }
        if (name.equals("aria-labelledby") || name.equals("for")) {
            references.add(value);
        }
        if (name.equals("href")) {
            references.add(value.replaceFirst("^#", ""));
        }
    }

    private void checkText(String text) {
        if (text.indexOf('>') >= 0) {
            mistakes.add("stray >: " + text.substring(0, Math.min(60, text.length())));
        }
    }
}
