package io.millrace.control.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CommandFailure;
import io.millrace.stack.server.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** A Flink cluster by its REST API. */
public final class ClusterRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final MediaType JAR_TYPE = MediaType.get("application/x-java-archive");
    private static final Duration CONNECTING = Duration.ofSeconds(3);

    /** A job's main runs before its submission is answered, and asks brokers. */
    private static final Duration ANSWERING = Duration.ofMinutes(2);

    private static final Duration SAVING = Duration.ofMinutes(10);
    private static final RequestBody NOTHING = RequestBody.create(new byte[0]);

    private final OkHttpClient client =
            new OkHttpClient.Builder()
                    .connectTimeout(CONNECTING)
                    .readTimeout(ANSWERING)
                    .writeTimeout(ANSWERING)
                    .build();

    private final String url;

    /** The cluster whose REST API is there. */
    public ClusterRest(String url) {
        this.url = url;
    }

    /** Every job that the cluster remembers, the newest first. */
    public List<ClusterJob> jobs() {
        List<ClusterJob> jobs = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            jobs.add(ClusterJob.of(job));
        }
        jobs.sort((one, other) -> Long.compare(other.startMillis(), one.startMillis()));
        return List.copyOf(jobs);
    }

    /** How a job stands now, with its tasks. */
    public JobState state(String job) {
        return JobState.of(get("/jobs/" + job));
    }

    /** Why a job failed last. */
    public Optional<String> failure(String job) {
        JsonNode newest = get("/jobs/" + job + "/exceptions").path("exceptionHistory");
        for (JsonNode entry : newest.path("entries")) {
            return Optional.of(innermost(entry.path("stacktrace").asText()));
        }
        return Optional.empty();
    }

    /** The uploaded jar of that file name. */
    Optional<String> uploaded(String name) {
        for (JsonNode jar : get("/jars").path("files")) {
            if (jar.path("name").asText().equals(name)) {
                return Optional.of(jar.path("id").asText());
            }
        }
        return Optional.empty();
    }

    /** Uploads a jar under a file name and gives its id. */
    String upload(Path jar, String name) {
        RequestBody body =
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart(
                                "jarfile", name, RequestBody.create(jar.toFile(), JAR_TYPE))
                        .build();
        String file = answer("/jars/upload", "POST", body).path("filename").asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /**
     * Starts a job and gives its id.
     *
     * @param savepoint where it goes on, or none to begin anew
     */
    String run(String jar, String mainClass, Submission job, @Nullable String savepoint) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("entryClass", mainClass);
        body.put("programArgsList", job.arguments());
        body.put("parallelism", job.parallelism());
        if (savepoint != null) {
            body.put("savepointPath", savepoint);
        }
        return post("/jars/" + jar + "/run", body).path("jobid").asText();
    }

    /** Takes a savepoint of a job that goes on, and gives its place. */
    String savepoint(String job) {
        JsonNode asked = post("/jobs/" + job + "/savepoints", Map.of("cancel-job", false));
        return saved(job, asked);
    }

    /**
     * Stops a job with a savepoint, and gives its place.
     *
     * @param drain whether time is over: every window ends and every timer fires
     */
    public String stop(String job, boolean drain) {
        return saved(job, post("/jobs/" + job + "/stop", Map.of("drain", drain)));
    }

    /** Ends a job without a savepoint. */
    public void cancel(String job) {
        answer("/jobs/" + job + "?mode=cancel", "PATCH", NOTHING);
    }

    private String saved(String job, JsonNode asked) {
        String place = "/jobs/" + job + "/savepoints/" + asked.path("request-id").asText();
        Deadline deadline = Deadline.in(SAVING);
        JsonNode[] answer = {get(place)};
        deadline.await(
                () -> {
                    answer[0] = get(place);
                    return answer[0].path("status").path("id").asText().equals("COMPLETED");
                });
        JsonNode operation = answer[0].path("operation");
        if (!operation.path("location").isTextual()) {
            String why = operation.path("failure-cause").path("stack-trace").asText();
            throw CommandFailure.failed(
                    "no savepoint of "
                            + job
                            + (why.isEmpty()
                                    ? " within " + SAVING.toMinutes() + " minutes"
                                    : ": " + innermost(why)));
        }
        return operation.path("location").asText();
    }

    private JsonNode get(String path) {
        return answer(path, "GET", null);
    }

    private JsonNode post(String path, Map<String, Object> body) {
        try {
            return answer(
                    path, "POST", RequestBody.create(JSON.writeValueAsBytes(body), JSON_TYPE));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonNode answer(String path, String method, @Nullable RequestBody body) {
        Request request = new Request.Builder().url(url + path).method(method, body).build();
        try (Response response = client.newCall(request).execute();
                ResponseBody said = response.body()) {
            String text = said == null ? "" : said.string();
            if (response.isSuccessful()) {
                return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
            }
            throw CommandFailure.failed(
                    "flink: " + method + " " + path + " was refused: " + told(text));
        } catch (IOException silent) {
            throw CommandFailure.failed(
                    "flink: no answer from "
                            + url
                            + " (expected: a cluster; start it with ./millrace up): "
                            + silent.getMessage());
        }
    }

    private static String told(String text) {
        try {
            List<String> errors = new ArrayList<>();
            JSON.readTree(text).path("errors").forEach(error -> errors.add(error.asText()));
            return innermost(String.join("\n", errors));
        } catch (IOException notJson) {
            return text;
        }
    }

    /** The last cause of a stack trace: Flink wraps what happened many times. */
    static String innermost(String trace) {
        String last = trace.strip().lines().findFirst().orElse("");
        StringBuilder cause = new StringBuilder(last);
        boolean within = true;
        boolean first = true;
        for (String line : trace.lines().toList()) {
            if (line.startsWith("Caused by: ")) {
                cause.setLength(0);
                cause.append(line.substring("Caused by: ".length()));
                within = true;
            } else if (line.strip().startsWith("at ") || line.strip().startsWith("... ")) {
                within = false;
            } else if (within && !first && !line.isBlank()) {
                cause.append('\n').append(line);
            }
            first = false;
        }
        return cause.toString();
    }
}
