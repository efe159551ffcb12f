package io.millrace.connectors.jdbc;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who asks; prints itself without the password.
 *
 * @param jdbcUrl without user and password
 * @param password absent to let the driver look into {@code PGPASSWORD} and {@code ~/.pgpass}
 */
public record DatabaseAddress(String jdbcUrl, String user, @Nullable String password)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String EXPECTED =
            " (expected: postgresql://user:password@host:port/database)";
    private static final int CONNECT_SECONDS = 5;

    /** SQLSTATE: cannot_connect_now. */
    private static final String STARTING = "57P03";

    private static final long STARTING_MILLIS = 30_000;
    private static final long PAUSE_MILLIS = 200;

    /**
     * Reads an address as people write it: {@code postgresql://user:password@host:port/database},
     * with or without {@code jdbc:}, with user and password before the host or as parameters.
     *
     * @throws DatabaseException when it cannot be read; the message shows no password
     */
    public static DatabaseAddress parse(String written) {
        URI uri = uri(written);
        String database = uri.getPath() == null ? "" : uri.getPath();
        if (uri.getHost() == null || database.length() < 2) {
            throw DatabaseException.misconfigured("db: " + withoutSecret(written) + EXPECTED, null);
        }
        Map<String, String> parameters = parameters(uri.getRawQuery());
        String[] login =
                uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
        String user = login.length > 0 ? decoded(login[0]) : parameters.get("user");
        String password = login.length > 1 ? decoded(login[1]) : parameters.get("password");
        parameters.remove("user");
        parameters.remove("password");
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + port + database + query(parameters),
                user == null ? System.getProperty("user.name") : user,
                password == null ? System.getenv("PGPASSWORD") : password);
    }

    /**
     * Opens a connection; waits five seconds at most for an answer, and half a minute for a server
     * that says that it is starting or recovering.
     */
    public Connection connect() throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return DriverManager.getConnection(jdbcUrl, properties());
            } catch (SQLException failure) {
                long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                if (!STARTING.equals(failure.getSQLState()) || waited > STARTING_MILLIS) {
                    throw failure;
                }
                pause(failure);
            }
        }
    }

    private static void pause(SQLException failure) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** What the driver is told beside the address. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "millrace");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        // a failed batch must not print thousands of rows into the log
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }

    @Override
    public String toString() {
        return jdbcUrl.replaceFirst("^jdbc:", "");
    }

    private static URI uri(String written) {
        String plain = written.replaceFirst("^jdbc:", "");
        try {
            URI uri = new URI(plain);
            if ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException unreadable) {
            // the same answer as for a foreign scheme, because the cause would show the password
        }
        throw DatabaseException.misconfigured("db: " + withoutSecret(written) + EXPECTED, null);
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new TreeMap<>();
        if (query != null) {
            for (String one : query.split("&", -1)) {
                String[] pair = one.split("=", 2);
                parameters.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
            }
        }
        return parameters;
    }

    private static String query(Map<String, String> parameters) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, value) -> pairs.add(name + "=" + value));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static String decoded(String text) {
        // in a user or password, unlike in a form, a plus sign is a plus sign
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String withoutSecret(String written) {
        return written.replaceFirst("//[^/]*@", "//").replaceAll("([?&]password=)[^&]*", "$1...");
    }
}
