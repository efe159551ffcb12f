package io.millrace.connectors.audit;

import io.millrace.connectors.audit.AuditFinding.Chain;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditFault;
import io.millrace.domain.audit.AuditHead;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.audit.ChainCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks recorded chains from the first link to the last, holding one link at a time. */
public final class AuditVerifier {

    private static final int ROWS_AT_ONCE = 1000;

    private static final String ROWS =
            "select run_id, chain, sequence, (extract(epoch from ts) * 1000)::bigint as at, kind,"
                    + " event_id::text, correlation_id::text, actor, payload, previous_hash, hash"
                    + " from audit_events where ? is null or run_id = ?"
                    + " order by run_id, chain, sequence, ts";

    private final Map<String, AuditHead> heads;

    /**
     * A verifier that knows some ends.
     *
     * @param heads by chain; a chain without one may have lost its last links unnoticed
     */
    public AuditVerifier(Map<String, AuditHead> heads) {
        this.heads = Map.copyOf(heads);
    }

    /**
     * Checks a file.
     *
     * @throws AuditUnreadable when there is none
     */
    public AuditFinding file(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return lines(in);
        } catch (IOException failure) {
            throw new AuditUnreadable(file + ": " + failure, failure);
        }
    }

    AuditFinding lines(InputStream in) throws IOException {
        ChainCheck check = new ChainCheck(heads);
        try (AuditLines lines = new AuditLines(in)) {
            Optional<AuditLines.Read> read = lines.next();
            for (; read.isPresent(); read = lines.next()) {
                String place = "line " + read.get().number();
                AuditLink link = read.get().link();
                Optional<AuditFault> fault =
                        link == null ? Optional.of(noLink(place)) : check.take(link, place);
                if (fault.isPresent()) {
                    return finding(List.of(), "", check, fault.get());
                }
            }
        }
        return finding(List.of(), "", check, check.end().orElse(null));
    }

    /**
     * Checks the table.
     *
     * @param run only this run; absent for all
     * @throws AuditUnreadable when the database does not answer
     */
    public AuditFinding table(DatabaseAddress address, @Nullable String run) {
        try (Connection connection = address.connect()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false); // or the driver would fetch everything at once
            try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
                statement.setFetchSize(ROWS_AT_ONCE);
                statement.setString(1, run);
                statement.setString(2, run);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows(rows);
                }
            }
        } catch (SQLException failure) {
            throw new AuditUnreadable("db: " + address + ": " + failure.getMessage(), failure);
        }
    }

    private AuditFinding rows(ResultSet rows) throws SQLException {
        List<Chain> finished = new ArrayList<>();
        ChainCheck check = new ChainCheck(heads);
        String run = "";
        while (rows.next()) {
            String next = rows.getString("run_id");
            if (!next.equals(run)) {
                Optional<AuditFault> cut = run.isEmpty() ? Optional.empty() : check.end();
                if (cut.isPresent()) {
                    return finding(finished, run, check, cut.get());
                }
                finished.addAll(finding(List.of(), run, check, null).chains());
                check = new ChainCheck(heads);
                run = next;
            }
            Optional<AuditFault> fault = check.take(link(rows), "run " + run);
            if (fault.isPresent()) {
                return finding(finished, run, check, fault.get());
            }
        }
        return finding(finished, run, check, check.end().orElse(null));
    }

    private static AuditLink link(ResultSet row) throws SQLException {
        return new AuditLink(
                new AuditEntry(
                        row.getString("chain"),
                        row.getString("kind"),
                        row.getString("event_id"),
                        row.getString("correlation_id"),
                        row.getString("actor"),
                        row.getString("payload"),
                        row.getLong("at")),
                row.getLong("sequence"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    private AuditFinding finding(
            List<Chain> finished, String run, ChainCheck check, @Nullable AuditFault fault) {
        List<Chain> chains = new ArrayList<>(finished);
        check.chains().values().forEach(chain -> chains.add(new Chain(run, chain)));
        long links = chains.stream().mapToLong(one -> one.chain().next()).sum();
        return new AuditFinding(List.copyOf(chains), links, heads.keySet(), fault);
    }

    private static AuditFault noLink(String place) {
        return new AuditFault(
                place, "form", "not what Millrace writes", "a whole line of an audit file");
    }
}
