package io.millrace.broker.exchange;

import io.millrace.domain.venue.WorkingOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every order that the broker has ever taken; none is forgotten, nor is its name. */
public final class Tickets {

    private final List<Ticket> all = new ArrayList<>();
    private final Map<String, Ticket> byId = new HashMap<>();
    private final Map<String, Ticket> byClientId = new HashMap<>();
    private final Map<String, Ticket> byVenueId = new HashMap<>();
    private final Map<String, List<String>> groups = new HashMap<>();
    private final Map<String, Ticket> open = new LinkedHashMap<>();

    /** All orders, the oldest first. */
    public List<Ticket> all() {
        return Collections.unmodifiableList(all);
    }

    public @Nullable Ticket find(String id) {
        return byId.get(id);
    }

    /** The order that was submitted under the name, even if another has replaced it since. */
    public @Nullable Ticket named(String clientOrderId) {
        return byClientId.get(clientOrderId);
    }

    /** Orders that may still fill, the oldest first. */
    public Collection<Ticket> open() {
        return Collections.unmodifiableCollection(open.values());
    }

    public List<Ticket> openOn(String symbol) {
        List<Ticket> found = new ArrayList<>();
        for (Ticket ticket : open.values()) {
            if (ticket.terms().symbol().equals(symbol)) {
                found.add(ticket);
            }
        }
        return found;
    }

    /** The legs that the order leads now; none for a leg and for an order that was replaced. */
    public List<Ticket> legsOf(Ticket head) {
        OrderTerms terms = head.terms();
        if (!terms.leads() || head.status() == TicketStatus.REPLACED) {
            return List.of();
        }
        List<Ticket> legs = new ArrayList<>();
        for (String venueId : groups.getOrDefault(terms.groupId(), List.of())) {
            Ticket member = byVenueId.get(venueId);
            if (member != null && !member.terms().leads()) {
                legs.add(member);
            }
        }
        return legs;
    }

    /** The order that goes by the name at the venue: the last of a chain of replacements. */
    @Nullable Ticket atVenue(String venueId) {
        return byVenueId.get(venueId);
    }

    void add(Ticket ticket) {
        OrderTerms terms = ticket.terms();
        all.add(ticket);
        byId.put(terms.id(), ticket);
        byClientId.put(terms.clientOrderId(), ticket);
        if (byVenueId.put(terms.venueId(), ticket) == null) {
            groups.computeIfAbsent(terms.groupId(), id -> new ArrayList<>()).add(terms.venueId());
        }
        open.put(terms.id(), ticket);
    }

    /** What an order totals: a leg what it covers, and what its entry may still fill. */
    BigDecimal total(Ticket ticket, WorkingOrder working) {
        OrderTerms terms = ticket.terms();
        Ticket head = byVenueId.get(terms.groupId());
        if (head == null || terms.leads() || terms.orderClass().equals(OrderTerms.OCO)) {
            return working.quantity();
        }
        return head.isOpen() ? working.quantity().add(head.leaves()) : working.quantity();
    }

    void noteEnd(Ticket ticket) {
        open.remove(ticket.id());
    }
}
