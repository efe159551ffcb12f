package io.millrace.broker.stream;

import com.linecorp.armeria.common.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Who may come in. */
@FunctionalInterface
public interface Credentials {

    /** The header that names the key. */
    String KEY_HEADER = "APCA-API-KEY-ID";

    /** The header that holds its secret. */
    String SECRET_HEADER = "APCA-API-SECRET-KEY";

    /** Whether a key and its secret belong to an account. */
    boolean admit(String key, String secret);

    /** Everybody. */
    static Credentials anyone() {
        return (key, secret) -> true;
    }

    /** Whether the headers say who is there, rightly or not. */
    static boolean given(HttpHeaders headers) {
        return headers.contains(KEY_HEADER) || headers.contains(SECRET_HEADER);
    }

    /** Whether the headers hold a key and a secret that belong to an account. */
    default boolean admit(HttpHeaders headers) {
        return admitted(headers.get(KEY_HEADER), headers.get(SECRET_HEADER));
    }

    private boolean admitted(@Nullable String key, @Nullable String secret) {
        return key != null && secret != null && admit(key, secret);
    }
}
