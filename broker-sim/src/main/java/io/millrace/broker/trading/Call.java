package io.millrace.broker.trading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.linecorp.armeria.common.QueryParams;
import io.millrace.broker.exchange.ActivityIds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request as an endpoint sees it.
 *
 * @param id what the path names, such as an order's id; empty when it names nothing
 */
record Call(String id, QueryParams query, String content) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The body, which has to be a JSON object. */
    JsonNode body() {
        try {
            JsonNode body = JSON.readTree(content);
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw ApiError.malformed();
        }
        throw ApiError.malformed();
    }

    @Nullable String text(String name) {
        String text = query.get(name);
        return text == null || text.isEmpty() ? null : text;
    }

    String text(String name, String standard) {
        String text = text(name);
        return text == null ? standard : text;
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(query.get(name));
    }

    /** The words of a comma-separated list, in upper case. */
    List<String> words(String name) {
        return Arrays.stream(text(name, "").split(",", -1))
                .map(word -> word.strip().toUpperCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A word out of a few. */
    String choice(String name, String standard, List<String> words) {
        String text = text(name, standard).toLowerCase(Locale.ROOT);
        if (!words.contains(text)) {
            throw ApiError.invalid("invalid " + name + ": " + text);
        }
        return text;
    }

    int whole(String name, int standard, int least, int most) {
        String text = text(name);
        if (text == null) {
            return standard;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ApiError.invalid("invalid " + name + ": " + text);
        }
        throw ApiError.invalid("invalid " + name + ": " + text);
    }

    @Nullable BigDecimal decimal(String name) {
        String text = text(name);
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("invalid " + name + ": " + text);
        }
    }

    /** An instant or a date, or the standard. */
    long instant(String name, long standard) {
        String text = text(name);
        if (text == null) {
            return standard;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(ActivityIds.NEW_YORK)
                            .toInstant()
                            .toEpochMilli()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            throw ApiError.invalid("invalid " + name + ": " + text);
        }
    }

    LocalDate date(String name, LocalDate standard) {
        String text = text(name);
        try {
            return text == null
                    ? standard
                    : text.length() == 10
                            ? LocalDate.parse(text)
                            : OffsetDateTime.parse(text).toLocalDate();
        } catch (DateTimeParseException e) {
            throw ApiError.invalid("invalid " + name + ": " + text);
        }
    }
}
