package io.millrace.broker.trading;

import com.linecorp.armeria.common.HttpMethod;
import java.util.regex.Pattern;

/**
 * One method on one path.
 *
 * @param path its one group, if it has one, is what the path names
 */
record Endpoint(HttpMethod method, Pattern path, Handler handler) {

    /** What is done. */
    interface Handler {
        Answer answer(Call call);
    }

    static Endpoint get(String path, Handler handler) {
        return new Endpoint(HttpMethod.GET, Pattern.compile("^" + path + "$"), handler);
    }

    static Endpoint post(String path, Handler handler) {
        return new Endpoint(HttpMethod.POST, Pattern.compile("^" + path + "$"), handler);
    }

    static Endpoint patch(String path, Handler handler) {
        return new Endpoint(HttpMethod.PATCH, Pattern.compile("^" + path + "$"), handler);
    }

    static Endpoint delete(String path, Handler handler) {
        return new Endpoint(HttpMethod.DELETE, Pattern.compile("^" + path + "$"), handler);
    }
}
