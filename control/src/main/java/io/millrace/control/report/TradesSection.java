package io.millrace.control.report;

import io.millrace.domain.order.Side;
import io.millrace.domain.report.RoundTrip;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The round trips as rows of text, with the numbers to sort them by. */
final class TradesSection {

    /** A page of the table; the rest is a click away. */
    static final int PAGE = 25;

    /** More are in {@code fills.csv}; a page that holds them all would open slowly. */
    static final int LIMIT = 10_000;

    private final List<RoundTrip> all;
    private final MarketTime time;
    private final List<Column> columns;

    TradesSection(RunReport report) {
        all = report.results().trips().closed();
        time = new MarketTime(report.heading().zone());
        columns =
                List.of(
                        text("Entry", trip -> time.stamp(trip.entryMillis())),
                        text("Exit", trip -> time.stamp(trip.exitMillis())),
                        text("Symbol", RoundTrip::symbol),
                        text("Side", trip -> trip.side() == Side.BUY ? "long" : "short"),
                        number(
                                "Quantity",
                                trip -> NumberText.quantity(trip.quantity()),
                                trip -> trip.quantity().doubleValue()),
                        number(
                                "Entry price",
                                trip -> NumberText.price(trip.entryPrice()),
                                trip -> trip.entryPrice().doubleValue()),
                        number(
                                "Exit price",
                                trip -> NumberText.price(trip.exitPrice()),
                                trip -> trip.exitPrice().doubleValue()),
                        number(
                                "Fees",
                                trip -> NumberText.money(trip.fees()),
                                trip -> trip.fees().doubleValue()),
                        gain(
                                "P&L (" + report.heading().currency() + ")",
                                trip -> NumberText.signed(NumberText.money(trip.profit())),
                                trip -> trip.profit().doubleValue()),
                        gain(
                                "Return",
                                trip ->
                                        NumberText.signed(
                                                NumberText.percent(trip.profitShare(), 2)),
                                RoundTrip::profitShare),
                        number(
                                "Held",
                                trip -> NumberText.duration(trip.heldMillis()),
                                RoundTrip::heldMillis),
                        text(
                                "Exit reason",
                                trip ->
                                        Objects.requireNonNullElse(
                                                trip.exitReason(), NumberText.ABSENT)));
    }

    /** The round trips that the page carries: the latest, in the order of their exits. */
    List<RoundTrip> shown() {
        return all.subList(Math.max(0, all.size() - LIMIT), all.size());
    }

    List<Column> columns() {
        return columns;
    }

    /** The first page of them, for readers without a script. */
    Markup table() {
        List<RoundTrip> shown = shown();
        Markup html = new Markup();
        html.open("table", "class", "trades", "id", "trades-table");
        html.leaf("caption", caption(shown.size())).open("thead").open("tr");
        for (Column column : columns) {
            html.open("th", "scope", "col", "class", column.kind());
            html.leaf("button", column.name(), "type", "button").close();
        }
        html.close().closeLine().open("tbody");
        for (RoundTrip trip : shown.subList(0, Math.min(PAGE, shown.size()))) {
            row(html, trip);
        }
        return html.close().closeLine();
    }

    private String caption(int shown) {
        String trips =
                NumberText.count(all.size()) + (all.size() == 1 ? " round trip" : " round trips");
        String which =
                shown == all.size()
                        ? trips
                        : "The latest "
                                + NumberText.count(shown)
                                + " of "
                                + trips
                                + "; every fill is in fills.csv";
        return which + ". Times in " + time.name() + ".";
    }

    private void row(Markup html, RoundTrip trip) {
        html.open("tr");
        for (Column column : columns) {
            html.leaf("td", column.text().apply(trip), "class", column.kind() + side(column, trip));
        }
        html.closeLine();
    }

    private static String side(Column column, RoundTrip trip) {
        int sign = trip.profit().signum();
        return !column.kind().endsWith("gain") || sign == 0 ? "" : sign > 0 ? " up" : " down";
    }

    private static Column text(String name, Function<RoundTrip, String> text) {
        return new Column(name, "text", text, null);
    }

    private static Column number(
            String name, Function<RoundTrip, String> text, ToDoubleFunction<RoundTrip> key) {
        return new Column(name, "number", text, key);
    }

    private static Column gain(
            String name, Function<RoundTrip, String> text, ToDoubleFunction<RoundTrip> key) {
        return new Column(name, "number gain", text, key);
    }

    /**
     * One column.
     *
     * @param kind class of its cells
     * @param key what it is sorted by; absent where that is its text
     */
    record Column(
            String name,
            String kind,
            Function<RoundTrip, String> text,
            @Nullable ToDoubleFunction<RoundTrip> key) {}
}
