package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.venue.SimulatedVenue;
import io.millrace.domain.venue.VenueBook;
import io.millrace.domain.venue.VenueSettings;
import io.millrace.domain.venue.VenueStep;
import io.millrace.domain.venue.WorkingOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The account, its orders and what the venue does to them: changes only by what is submitted,
 * cancelled, replaced, configured and by bars, and by the same of them always to the same state.
 *
 * <p>That is what makes the ledger enough: it holds those causes, and a restart repeats them.
 * Whether an order is acceptable was decided before; here it is taken. Used only under the
 * exchange's lock.
 */
public final class Desk {

    private final SimulatedVenue venue;
    private final SessionCalendar calendar;
    private final Expiry expiry;
    private final Assets assets;
    private final AccountTerms account;
    private final Ids ids;
    private final Tickets tickets = new Tickets();
    private final TicketJson json;
    private final Holdings holdings;
    private final Marks marks;
    private final Reports reports;
    private final Notes notes;
    private final long openedAtMillis;
    private final List<Execution> executions = new ArrayList<>();
    private VenueBook book = VenueBook.empty();
    private AccountConfig config;
    private long atMillis;

    Desk(AccountTerms account, Market market, VenueSettings venue, Assets assets, long atMillis) {
        this.account = account;
        this.calendar = market.calendar();
        this.expiry = new Expiry(calendar);
        this.venue = new SimulatedVenue(venue, calendar);
        this.assets = assets;
        this.ids = new Ids(account.seed());
        this.json = new TicketJson(assets, tickets);
        this.holdings = new Holdings(account.cash());
        this.marks = new Marks(calendar);
        this.reports = new Reports(json, ids);
        this.notes = new Notes(reports);
        this.config = AccountConfig.standard(account.multiplier(), account.shorting());
        this.atMillis = atMillis;
        this.openedAtMillis = atMillis;
    }

    public AccountTerms account() {
        return account;
    }

    public String accountId() {
        return ids.of("account", 0);
    }

    /** When the account was opened, in market time. */
    public long openedAtMillis() {
        return openedAtMillis;
    }

    public Assets assets() {
        return assets;
    }

    public Tickets tickets() {
        return tickets;
    }

    public Holdings holdings() {
        return holdings;
    }

    public Marks marks() {
        return marks;
    }

    public TicketJson json() {
        return json;
    }

    public AccountConfig config() {
        return config;
    }

    /** Every fill, the oldest first. */
    public List<Execution> executions() {
        return Collections.unmodifiableList(executions);
    }

    /** The instant of the last published bars: what happens now happens then. */
    public long atMillis() {
        return atMillis;
    }

    public boolean isMarketOpen() {
        return calendar.isOpen(atMillis);
    }

    /** The symbol's orders as the venue has them. */
    public List<WorkingOrder> working(String symbol) {
        return book.working(symbol);
    }

    /** The id for the n-th order from now on, counted from 0. */
    public String nextOrderId(int n) {
        return ids.of("order", tickets.all().size() + (long) n);
    }

    /** Takes a lone order, or one that leads a group and its legs; the answer to it. */
    public ObjectNode submit(List<OrderTerms> group) {
        List<Ticket> taken = new ArrayList<>();
        for (OrderTerms terms : group) {
            TicketStatus status =
                    !terms.leads()
                            ? TicketStatus.HELD
                            : isMarketOpen() ? TicketStatus.NEW : TicketStatus.ACCEPTED;
            Ticket ticket = new Ticket(terms, atMillis, status);
            BigDecimal stop = terms.stopPrice();
            if (terms.trails() && stop != null) {
                ticket.trail(TrailingStop.best(terms, stop), stop);
            }
            tickets.add(ticket);
            taken.add(ticket);
            reports.row(TermsRow.write(Rows.ORDER, terms));
        }
        VenueStep step =
                venue.apply(
                        book,
                        OrderRequest.submit(
                                group.stream()
                                        .map(terms -> VenueOrders.order(terms, atMillis))
                                        .toList()));
        book = step.book();
        taken.forEach(this::noteExpiry);
        Ticket head = taken.get(0);
        boolean pending = head.status() == TicketStatus.NEW && !head.terms().trails();
        if (pending) {
            reports.update("pending_new", head, null, atMillis);
        }
        reports.status(head, "", head.status().text(), atMillis);
        taken.subList(1, taken.size()).forEach(leg -> reports.row(Rows.status(leg, "")));
        settle(head.terms().symbol(), step);
        ObjectNode answer = json.nested(head);
        return pending ? answer.put("status", "pending_new") : answer;
    }

    /** Cancels an open order and whatever the venue cancels with it. */
    public void cancel(Ticket ticket, String reason) {
        reports.row(Rows.cancel(ticket, reason));
        request(ticket, OrderRequest.cancel(ticket.terms().venueId(), atMillis, reason));
    }

    /** Replaces an open order; the answer shows the new one. */
    public ObjectNode replace(Ticket before, Replacement asked) {
        return replace(before, asked.of(before, nextOrderId(0)));
    }

    ObjectNode replace(Ticket before, OrderTerms terms) {
        Ticket after = new Ticket(terms, atMillis, before.status());
        after.inherit(before);
        if (terms.trails() && terms.stopPrice() != null) {
            BigDecimal best = Objects.requireNonNullElse(before.highWater(), terms.stopPrice());
            after.trail(best, TrailingStop.stop(terms, best));
        }
        reports.row(TermsRow.write(Rows.REPLACE, terms));
        before.replacedBy(terms.id(), atMillis);
        tickets.noteEnd(before);
        tickets.add(after);
        long expiresAt = expiry.atVenue(terms, atMillis);
        BigDecimal stop = after.stopPrice();
        book =
                VenueOrders.edit(
                        book,
                        terms.symbol(),
                        terms.venueId(),
                        working ->
                                terms.trails() && stop != null
                                        ? VenueOrders.trailed(working, stop)
                                        : VenueOrders.repriced(working, terms, expiresAt));
        noteExpiry(after);
        reports.status(before, "replaced", "replaced", atMillis);
        if (after.quantity().compareTo(before.quantity()) != 0) {
            request(
                    after,
                    OrderRequest.resize(terms.venueId(), terms.quantity(), atMillis, "replaced"));
        }
        reports.status(after, "", "new", atMillis);
        return json.nested(after);
    }

    /** Puts new settings of the account in force. */
    public void configure(JsonNode change) {
        config = config.with(change);
        ObjectNode row = Rows.row(Rows.CONFIG);
        row.set("config", config.json());
        reports.row(row);
    }

    Notes notes() {
        return notes;
    }

    void advanceTo(long instant) {
        atMillis = Math.max(atMillis, instant);
    }

    /** Lets the symbol's orders meet its bar. */
    void meet(Bar bar) {
        List<Ticket> open = tickets.openOn(bar.symbol());
        if (open.isEmpty()) {
            return;
        }
        int before = reports.rowCount();
        for (Ticket ticket : open) {
            beforeBar(ticket, bar);
        }
        VenueStep step = venue.onBar(book, bar);
        book = step.book();
        settle(bar.symbol(), step);
        for (Ticket ticket : open) {
            if (ticket.isOpen() && ticket.terms().trails()) {
                trail(ticket, bar);
            }
        }
        if (reports.rowCount() > before) {
            reports.cause(before, Rows.bar(bar));
        }
    }

    /** What would fill on the bar, without anything happening. */
    BigDecimal fillsOn(Bar bar) {
        BigDecimal total = BigDecimal.ZERO;
        for (ExecutionEvent event : venue.onBar(book, bar).events()) {
            Fill fill = event.fill();
            total = fill == null ? total : total.add(fill.quantity());
        }
        return total;
    }

    Reports reports() {
        return reports;
    }

    private void beforeBar(Ticket ticket, Bar bar) {
        boolean there = ticket.submittedAtMillis() <= bar.startMillis();
        if (there
                && ticket.isOpen()
                && ticket.terms().isGoodTillCancelled()
                && ticket.expiresAtMillis() <= bar.startMillis()) {
            request(
                    ticket,
                    OrderRequest.cancel(ticket.terms().venueId(), atMillis, "90 days have passed"));
        }
        if (there
                && ticket.status() == TicketStatus.ACCEPTED
                && calendar.isOpen(bar.startMillis())) {
            ticket.become(TicketStatus.NEW, atMillis);
            reports.status(ticket, "the market opened", "new", atMillis);
        }
    }

    private void trail(Ticket ticket, Bar bar) {
        OrderTerms terms = ticket.terms();
        BigDecimal before = ticket.highWater();
        if (before == null || ticket.submittedAtMillis() > bar.startMillis()) {
            return;
        }
        BigDecimal best = TrailingStop.best(terms, before, bar);
        if (best.compareTo(before) != 0) {
            BigDecimal stop = TrailingStop.stop(terms, best);
            ticket.trail(best, stop);
            book =
                    VenueOrders.edit(
                            book,
                            terms.symbol(),
                            terms.venueId(),
                            working -> VenueOrders.trailed(working, stop));
            reports.row(Rows.trail(ticket));
        }
    }

    private void request(Ticket ticket, OrderRequest request) {
        VenueStep step = venue.apply(book, request);
        book = step.book();
        settle(ticket.terms().symbol(), step);
    }

    private void settle(String symbol, VenueStep step) {
        for (ExecutionEvent event : step.events()) {
            Ticket ticket = tickets.atVenue(event.clientOrderId());
            if (ticket != null) {
                settle(ticket, event);
            }
        }
        for (WorkingOrder working : book.working(symbol)) {
            Ticket ticket = tickets.atVenue(working.id());
            if (ticket != null) {
                resize(ticket, tickets.total(ticket, working));
            }
        }
    }

    private void settle(Ticket ticket, ExecutionEvent event) {
        switch (event.event()) {
            case BROKER_ACCEPTED -> release(ticket);
            case PARTIAL_FILL, FINAL_FILL -> fill(ticket, event);
            case BROKER_CANCELED -> end(ticket, TicketStatus.CANCELED, event.note());
            case BROKER_EXPIRED -> end(ticket, TicketStatus.EXPIRED, event.note());
            case BROKER_REJECTED -> end(ticket, TicketStatus.REJECTED, event.note());
            case SUBMIT, NO_ANSWER, BROKER_HELD, BROKER_REPLACED, BROKER_NEVER_SAW_IT -> {}
        }
    }

    private void resize(Ticket ticket, BigDecimal total) {
        if (ticket.quantity().compareTo(total) != 0) {
            ticket.size(total);
            reports.row(Rows.resize(ticket));
        }
    }

    /** A leg is released by its entry; the stop of an OCO waits for its twin to the end. */
    private void release(Ticket ticket) {
        if (ticket.status() == TicketStatus.HELD
                && !ticket.terms().orderClass().equals(OrderTerms.OCO)) {
            ticket.become(TicketStatus.NEW, atMillis);
            reports.status(ticket, "its entry filled", "new", atMillis);
        }
    }

    private void end(Ticket ticket, TicketStatus status, String why) {
        ticket.become(status, atMillis);
        tickets.noteEnd(ticket);
        reports.status(ticket, why, status.text(), atMillis);
    }

    private void fill(Ticket ticket, ExecutionEvent event) {
        Fill fill = Objects.requireNonNull(event.fill(), "a fill without its execution");
        boolean complete = event.event() == OrderEvent.FINAL_FILL;
        ticket.fill(fill.quantity(), fill.price());
        ticket.become(
                complete ? TicketStatus.FILLED : TicketStatus.PARTIALLY_FILLED, fill.atMillis());
        if (complete) {
            resize(ticket, ticket.filled());
            tickets.noteEnd(ticket);
        }
        String id = ids.of("execution", executions.size());
        OrderTerms terms = ticket.terms();
        Execution execution =
                new Execution(
                        id,
                        ActivityIds.of(fill.atMillis(), executions.size(), id),
                        terms.id(),
                        terms.clientOrderId(),
                        terms.symbol(),
                        terms.side(),
                        fill.quantity(),
                        fill.price(),
                        fill.fee(),
                        ticket.filled(),
                        ticket.leaves(),
                        ticket.status(),
                        fill.atMillis());
        executions.add(execution);
        holdings.apply(execution);
        reports.row(Rows.status(ticket, complete ? "" : "some of it filled"));
        reports.fill(ticket, execution, holdings.cash(), holdings.quantity(terms.symbol()));
    }

    private void noteExpiry(Ticket ticket) {
        ticket.expireAt(expiry.told(ticket.terms(), atMillis));
    }
}
