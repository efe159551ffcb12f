package io.millrace.control.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** The fixed parts of the page, from the class path, and how they are put together. */
final class PageParts {

    private static final String LIBRARY =
            "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";
    private static final String OPENING = "{{";
    private static final String CLOSING = "}}";

    private PageParts() {}

    static String template() {
        return read("/report/report.html");
    }

    static String style() {
        return read("/report/report.css");
    }

    static String script() {
        return inlined(read("/report/report.js"));
    }

    static String library() {
        return inlined(read(LIBRARY));
    }

    /**
     * Replaces every {@code {{name}}} once; what was put in is never searched again, so that data
     * which looks like a placeholder stays data.
     */
    static String fill(String template, Map<String, String> parts) {
        StringBuilder page = new StringBuilder();
        int from = 0;
        int at = template.indexOf(OPENING);
        while (at >= 0) {
            int end = template.indexOf(CLOSING, at);
            String name = template.substring(at + OPENING.length(), end);
            String part = Objects.requireNonNull(parts.get(name), name);
            page.append(template, from, at).append(part);
            from = end + CLOSING.length();
            at = template.indexOf(OPENING, from);
        }
        return page.append(template, from, template.length()).toString();
    }

    /** The source expression by which the page's own policy lets exactly this script run. */
    static String fingerprint(String script) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A script inside HTML ends at the first end tag, also at one inside a string. */
    static String inlined(String script) {
        return script.replaceAll("(?i)</(script)", "<\\\\/$1");
    }

    private static String read(String resource) {
        try (InputStream in = PageParts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        resource + ": missing (expected: on the class path)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
