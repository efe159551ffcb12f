package io.millrace.control.run;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.Leg;
import io.millrace.domain.report.FunnelCounter;
import io.millrace.domain.risk.DenialCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is counted over the lines of {@code decisions.csv} in one reading. */
final class DecisionFile {

    private final String account;
    private final String strategy;
    private final FunnelCounter funnel = new FunnelCounter();
    private final Map<String, List<Vote>> votesByEntry = new HashMap<>();
    private final Map<String, String> closes = new TreeMap<>();
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    DecisionFile(String account, String strategy) {
        this.account = account;
        this.strategy = strategy;
    }

    void add(NamedCsvRecord row) {
        long atMillis = Instant.parse(row.getField("ts")).toEpochMilli();
        firstMillis = Math.min(firstMillis, atMillis);
        lastMillis = Math.max(lastMillis, atMillis);
        closes.put(row.getField("symbol"), row.getField("close"));
        count(row);
        if (row.getField("outcome").equals("APPROVED") && row.getField("action").equals("BUY")) {
            String symbol = row.getField("symbol");
            votesByEntry.put(
                    ClientOrderId.of(account, strategy, symbol, atMillis, Leg.ENTRY, 0),
                    votes(row.getField("votes")));
        }
    }

    FunnelCounter funnel() {
        return funnel;
    }

    /** The votes behind each approved entry, by the entry's client order id. */
    Map<String, List<Vote>> votesByEntry() {
        return votesByEntry;
    }

    /** The last close of every symbol. */
    Map<String, BigDecimal> closes() {
        Map<String, BigDecimal> prices = new TreeMap<>();
        closes.forEach((symbol, close) -> prices.put(symbol, new BigDecimal(close)));
        return prices;
    }

    List<String> symbols() {
        return new ArrayList<>(closes.keySet());
    }

    /** Event time of the first decision; meaningless in an empty file. */
    long firstMillis() {
        return firstMillis;
    }

    /** Event time of the last decision; meaningless in an empty file. */
    long lastMillis() {
        return lastMillis;
    }

    boolean isEmpty() {
        return closes.isEmpty();
    }

    private void count(NamedCsvRecord row) {
        Action action = Action.valueOf(row.getField("action"));
        String code = row.getField("code");
        boolean held = action == Action.HOLD && !code.isEmpty();
        funnel.decided(
                action, row.getField("model").equals("absent"), held ? Gate.valueOf(code) : null);
        switch (row.getField("outcome")) {
            case "APPROVED" ->
                    funnel.approved(
                            new BigDecimal(row.getField("quantity"))
                                            .compareTo(
                                                    new BigDecimal(
                                                            row.getField("requested_quantity")))
                                    < 0);
            case "REJECTED" -> funnel.rejected(DenialCode.valueOf(code));
            default -> {
                // a HOLD asks the account for nothing
            }
        }
    }

    private static List<Vote> votes(String text) {
        return Arrays.stream(text.split("\\|", -1))
                .map(
                        vote -> {
                            String[] named = vote.split(":", 2);
                            String[] parts = named[1].split("\\*", -1);
                            return new Vote(
                                    AlphaName.valueOf(named[0]),
                                    Direction.valueOf(parts[0]),
                                    Double.parseDouble(parts[1]),
                                    Double.parseDouble(parts[2]));
                        })
                .toList();
    }
}
