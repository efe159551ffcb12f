package io.millrace.control.report;

import io.millrace.control.report.RunReport.ClosedTrade;
import java.util.List;

/** The round trips as rows of text, with the numbers to sort them by. */
final class TradesSection {

    /** A page of the table; the rest is a click away. */
    static final int PAGE = 25;

    /** More are in {@code fills.csv}; a page that holds them all would open slowly. */
    static final int LIMIT = 10_000;

    private final RunReport report;
    private final MarketTime time;

    TradesSection(RunReport report) {
        this.report = report;
        this.time = new MarketTime(report.heading().zone());
    }

    /** The round trips that the page carries: the latest, in the order of their exits. */
    List<ClosedTrade> shown() {
        List<ClosedTrade> all = report.trades();
        return all.subList(Math.max(0, all.size() - LIMIT), all.size());
    }

    /** The cells of one row. */
    List<String> row(ClosedTrade trade) {
        return List.of(
                time.stamp(trade.entryMillis()),
                time.stamp(trade.exitMillis()),
                trade.symbol(),
                NumberText.quantity(trade.quantity()),
                NumberText.price(trade.entryPrice()),
                NumberText.price(trade.exitPrice()),
                NumberText.signed(NumberText.money(trade.profit())),
                NumberText.signed(NumberText.percent(trade.returned(), 2)),
                NumberText.duration(trade.exitMillis() - trade.entryMillis()),
                trade.exitReason());
    }

    /** What the columns of one row are sorted by; text columns sort by their text. */
    static List<Double> keys(ClosedTrade trade) {
        return List.of(
                (double) trade.entryMillis(),
                (double) trade.exitMillis(),
                0.0,
                trade.quantity().doubleValue(),
                trade.entryPrice().doubleValue(),
                trade.exitPrice().doubleValue(),
                trade.profit().doubleValue(),
                trade.returned(),
                (double) (trade.exitMillis() - trade.entryMillis()),
                0.0);
    }

    Markup table() {
        List<ClosedTrade> shown = shown();
        Markup html = new Markup();
        html.open("table", "class", "trades", "id", "trades-table");
        html.leaf("caption", caption(shown.size()));
        header(html);
        html.open("tbody");
        for (ClosedTrade trade : shown.subList(0, Math.min(PAGE, shown.size()))) {
            row(html, trade);
        }
        return html.close().closeLine();
    }

    private String caption(int shown) {
        int all = report.trades().size();
        String times = "Times in " + time.name();
        return shown == all
                ? NumberText.count(all)
                        + (all == 1 ? " round trip. " : " round trips. ")
                        + times
                        + "."
                : "The latest "
                        + NumberText.count(shown)
                        + " of "
                        + NumberText.count(all)
                        + " round trips; every fill is in fills.csv. "
                        + times
                        + ".";
    }

    private void header(Markup html) {
        html.open("thead").open("tr");
        column(html, "Entry", "text");
        column(html, "Exit", "text");
        column(html, "Symbol", "text");
        column(html, "Quantity", "number");
        column(html, "Entry price", "number");
        column(html, "Exit price", "number");
        column(html, "P&L (" + report.heading().currency() + ")", "number");
        column(html, "Return", "number");
        column(html, "Held", "number");
        column(html, "Exit reason", "text");
        html.close().closeLine();
    }

    private static void column(Markup html, String name, String kind) {
        html.open("th", "scope", "col", "class", kind)
                .leaf("button", name, "type", "button")
                .close();
    }

    private void row(Markup html, ClosedTrade trade) {
        html.open("tr");
        List<String> cells = row(trade);
        for (int i = 0; i < cells.size(); i++) {
            html.leaf("td", cells.get(i), "class", kind(i, trade));
        }
        html.closeLine();
    }

    private static String kind(int column, ClosedTrade trade) {
        boolean number = column >= 3 && column <= 8;
        boolean gain = column == 6 || column == 7;
        int sign = trade.profit().signum();
        String side = gain && sign != 0 ? sign > 0 ? " up" : " down" : "";
        return (number ? "number" : "text") + side;
    }
}
