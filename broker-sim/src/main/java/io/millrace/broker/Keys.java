package io.millrace.broker;

import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may call: the two key headers or a bearer token.
 *
 * @param keyId null when any pair that is not empty will do
 */
public record Keys(@Nullable String keyId, @Nullable String secret) {

    /** The page that Alpaca's gateway shows to those who bring no key. */
    private static final String PAGE =
            """
            <html>
            <head><title>401 Authorization Required</title></head>
            <body>
            <center><h1>401 Authorization Required</h1></center>
            <hr><center>nginx</center>
            </body>
            </html>
            """;

    /** Any key will do. */
    public static Keys any() {
        return new Keys(null, null);
    }

    /** The refusal, or nothing for who may call. */
    public Optional<HttpResponse> refusal(HttpHeaders headers) {
        String id = headers.get("apca-api-key-id", "");
        String given = headers.get("apca-api-secret-key", "");
        String bearer = headers.get("authorization", "");
        if (bearer.startsWith("Bearer ") && bearer.length() > "Bearer ".length()) {
            return Optional.empty();
        }
        if (id.isEmpty() || given.isEmpty()) {
            return Optional.of(page());
        }
        return accepts(id, given)
                ? Optional.empty()
                : Optional.of(
                        HttpResponse.of(
                                HttpStatus.UNAUTHORIZED,
                                MediaType.JSON,
                                "{\"message\":\"unauthorized.\"}"));
    }

    /** Whether the pair is the one that is asked for. */
    public boolean accepts(String id, String given) {
        return !id.isEmpty()
                && !given.isEmpty()
                && (keyId == null || (id.equals(keyId) && given.equals(secret)));
    }

    /** The 401 of a gateway, in HTML. */
    public static HttpResponse page() {
        return HttpResponse.of(HttpStatus.UNAUTHORIZED, MediaType.HTML_UTF_8, PAGE);
    }
}
