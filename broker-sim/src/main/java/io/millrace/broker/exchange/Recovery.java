package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.ledger.Ledger;
import io.millrace.broker.ledger.LedgerException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Brings a desk to where a ledger ends: it repeats the causes that the ledger holds and insists on
 * the very effects that it holds too.
 */
final class Recovery {

    private final Desk desk;
    private final ObjectNode start;
    private boolean begun;

    /**
     * A recovery that stands before the first rows.
     *
     * @param start the row with which a new ledger would begin
     */
    Recovery(Desk desk, ObjectNode start) {
        this.desk = desk;
        this.start = start;
    }

    /**
     * Takes the next rows that belong together.
     *
     * @throws LedgerException where they do not follow from the rows before them, or where the
     *     first is of another setup
     */
    void take(List<ObjectNode> batch) {
        if (begun) {
            repeat(batch);
        } else {
            requireSameStart(batch.get(0));
            begun = true;
        }
    }

    private void repeat(List<ObjectNode> batch) {
        desk.advanceTo(Ledger.atMillis(batch.get(0)));
        int place = 0;
        while (place < batch.size()) {
            place += repeat(batch, place);
        }
        List<ObjectNode> regained = desk.reports().takeRows();
        for (int i = 0; i < Math.max(regained.size(), batch.size()); i++) {
            boolean both = i < batch.size() && i < regained.size();
            if (!both || !isSame(batch.get(i), regained.get(i))) {
                throw new LedgerException(
                        "row "
                                + batch.get(Math.min(i, batch.size() - 1)).path("seq")
                                + ": "
                                + content(batch, i)
                                + " (expected: what follows from the rows before it: "
                                + content(regained, i)
                                + ")");
            }
        }
    }

    /** Repeats the cause at the place, if it is one; how many rows that took. */
    private int repeat(List<ObjectNode> batch, int place) {
        JsonNode row = batch.get(place);
        switch (row.path("type").asText()) {
            case Rows.ORDER -> {
                List<OrderTerms> group = group(batch, place);
                desk.submit(group);
                return group.size();
            }
            case Rows.REPLACE -> {
                OrderTerms terms = TermsRow.read(row);
                desk.replace(ticket(row, String.valueOf(terms.replaces())), terms);
            }
            case Rows.CANCEL ->
                    desk.cancel(ticket(row, row.path("id").asText()), row.path("reason").asText());
            case Rows.RESTART -> desk.notes().restart();
            case Rows.ANCHOR -> desk.notes().anchor(row.path("anchor").asLong());
            case Rows.CONFIG -> desk.configure(row.path("config"));
            case Rows.BAR -> {
                desk.meet(Rows.bar(row));
                desk.marks().take(Rows.bar(row));
            }
            default -> {
                // an effect: it comes with its cause
            }
        }
        return 1;
    }

    private static List<OrderTerms> group(List<ObjectNode> batch, int place) {
        List<OrderTerms> group = new ArrayList<>();
        group.add(TermsRow.read(batch.get(place)));
        for (int i = place + 1; i < batch.size(); i++) {
            JsonNode row = batch.get(i);
            boolean leg =
                    row.path("type").asText().equals(Rows.ORDER)
                            && row.path("parent_id").asText().equals(group.get(0).venueId());
            if (!leg) {
                break;
            }
            group.add(TermsRow.read(row));
        }
        return group;
    }

    private Ticket ticket(JsonNode row, String id) {
        Ticket ticket = desk.tickets().find(id);
        if (ticket == null) {
            throw new LedgerException(
                    "row " + row.path("seq") + ": id: " + id + " (expected: an order before it)");
        }
        return ticket;
    }

    private void requireSameStart(ObjectNode was) {
        Iterator<Map.Entry<String, JsonNode>> fields = start.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            String before = was.path(field.getKey()).toString();
            if (!before.equals(field.getValue().toString())) {
                throw new LedgerException(
                        field.getKey()
                                + ": "
                                + field.getValue()
                                + " (expected: "
                                + before
                                + ", with which the ledger began)");
            }
        }
    }

    /** Whether a row that was read says what another says; quicker than to write both. */
    private static boolean isSame(ObjectNode read, ObjectNode other) {
        long envelope = Ledger.ENVELOPE.stream().filter(read::has).count();
        return read.size() == other.size() + envelope
                && other.properties().stream()
                        .allMatch(field -> isSame(read.path(field.getKey()), field.getValue()));
    }

    /** A number that was read may be of another class than the one that was written. */
    private static boolean isSame(JsonNode read, JsonNode other) {
        return read.equals(other) || read.toString().equals(other.toString());
    }

    private static String content(List<ObjectNode> rows, int place) {
        if (place >= rows.size()) {
            return "nothing";
        }
        ObjectNode content = rows.get(place).deepCopy();
        content.remove(Ledger.ENVELOPE);
        return content.toString();
    }
}
