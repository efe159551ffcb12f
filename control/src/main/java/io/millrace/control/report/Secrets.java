package io.millrace.control.report;

import java.util.regex.Pattern;

/** Keeps credentials out of what is printed, mailed and archived. */
final class Secrets {

    private static final String MASK = "••••••";
    private static final Pattern SECRET_KEY =
            Pattern.compile(
                    "(?i)(^|[._-])(password|passwd|secret|token|api[-_]?key|key-id)($|[._-])");
    private static final Pattern USER_INFO = Pattern.compile("(?i)(://[^/?#\\s:@]*):[^/?#\\s@]*@");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;](?:password|passwd|secret|token|api_?key)=)[^&;\\s]*");

    private Secrets() {}

    /** The value as it may be shown under its key. */
    static String mask(String key, String value) {
        if (SECRET_KEY.matcher(key).find() && !value.isEmpty()) {
            return MASK;
        }
        String anonymous = USER_INFO.matcher(value).replaceAll("$1:" + MASK + "@");
        return PARAMETER.matcher(anonymous).replaceAll("$1" + MASK);
    }
}
