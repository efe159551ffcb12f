package io.millrace.control.run;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.flink.output.RunDigests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** What is written at the end of a live run over a tape: fingerprints, and positions twice. */
public final class LiveResults {

    /** Name of the file in which the job leaves one line per stream and key. */
    public static final String PER_KEY = DigestFile.PER_KEY;

    private static final String POSITIONS =
            """
            select symbol, sum(case side when 'BUY' then quantity else -quantity end) as quantity
            from trades where run_id = ? group by symbol
            having sum(case side when 'BUY' then quantity else -quantity end) <> 0
            union all
            select 'cash', (select cash from account_state where run_id = ?
                            order by ts desc limit 1)
            order by symbol
            """;

    private LiveResults() {}

    /** Writes the fingerprints of the folder's streams, and gives that of the decisions. */
    public static String digests(Path folder) throws IOException {
        DigestFile digest = DigestFile.read(folder.resolve(PER_KEY));
        JsonFile.write(folder.resolve(DigestFile.NAME), digest.streams());
        Files.delete(folder.resolve(PER_KEY));
        return digest.streams().getOrDefault(RunDigests.DECISIONS, "");
    }

    /** Writes what is held and the cash: a second opinion on the account's own. */
    public static void positions(DatabaseAddress address, String runId, String account, Path file)
            throws IOException {
        StringBuilder lines = new StringBuilder("account,symbol,quantity\n");
        try (Connection connection = address.connect();
                PreparedStatement query = connection.prepareStatement(POSITIONS)) {
            query.setString(1, runId);
            query.setString(2, runId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.append(line(account, rows.getString(1), rows.getString(2)));
                }
            }
        } catch (SQLException failure) {
            throw new IOException("db: " + address + ": " + failure.getMessage(), failure);
        }
        Files.writeString(file, lines);
    }

    /** The same from the account's own state. */
    public static void positions(String account, Map<String, String> quantities, Path file) {
        StringBuilder lines = new StringBuilder("account,symbol,quantity\n");
        quantities.forEach((symbol, quantity) -> lines.append(line(account, symbol, quantity)));
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String account, String symbol, String quantity) {
        return account + "," + symbol + "," + quantity + "\n";
    }
}
