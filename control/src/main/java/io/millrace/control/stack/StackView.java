package io.millrace.control.stack;

import io.millrace.stack.supervisor.Health;
import io.millrace.stack.supervisor.ServerStatus;
import io.millrace.stack.supervisor.StackFolder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the stack of a folder stands, as a table and as JSON. */
public final class StackView {

    private static final List<String> HEADINGS =
            List.of("server", "pid", "address", "health", "log");

    private final StackFolder folder;
    private final Optional<ProcessHandle> supervisor;
    private final List<ServerStatus> servers;

    private StackView(StackFolder folder) {
        this.folder = folder;
        this.supervisor = folder.supervisor();
        this.servers = folder.servers();
    }

    /** A look at it now. */
    public static StackView of(StackFolder folder) {
        return new StackView(folder);
    }

    public boolean isUp() {
        return supervisor.isPresent();
    }

    /** Whether it is up and all its servers answer. */
    public boolean isHealthy() {
        return isUp()
                && !servers.isEmpty()
                && servers.stream().allMatch(server -> server.health() == Health.HEALTHY);
    }

    List<ServerStatus> servers() {
        return servers;
    }

    /** For {@code --json}. */
    public Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("up", isUp());
        all.put("healthy", isHealthy());
        all.put("supervisor", supervisor.map(ProcessHandle::pid).orElse(null));
        all.put("folder", folder.path().toString());
        all.put("servers", servers.stream().map(StackView::json).toList());
        return all;
    }

    /** For people: one line for each server, and one below for what troubles it. */
    public void print(PrintWriter out) {
        if (!isUp()) {
            out.println("  stack         down; ./millrace up starts it");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (ServerStatus server : servers) {
            rows.add(
                    List.of(
                            server.name(),
                            server.pid() == null ? "-" : Long.toString(server.pid()),
                            server.address(),
                            server.health().label(),
                            server.log()));
        }
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                line.append("  ").append(cell).append(" ".repeat(widths[column] - cell.length()));
            }
            out.println(line.toString().stripTrailing());
        }
        for (ServerStatus server : servers) {
            if (server.restarts() > 0 || server.health() == Health.FAILED) {
                out.println(
                        "  "
                                + server.name()
                                + ": restarts "
                                + server.restarts()
                                + ", last trouble: "
                                + server.trouble());
            }
        }
    }

    private static Map<String, Object> json(ServerStatus server) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("server", server.name());
        one.put("pid", server.pid());
        one.put("address", server.address());
        one.put("health", server.health().label());
        one.put("restarts", server.restarts());
        one.put("trouble", server.trouble().isEmpty() ? null : server.trouble());
        one.put("log", server.log());
        return one;
    }
}
