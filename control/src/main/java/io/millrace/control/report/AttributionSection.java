package io.millrace.control.report;

import io.millrace.domain.report.RoundTrip;
import io.millrace.domain.report.SymbolAttribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who earned what: a row per symbol and a row per alpha, with a bar to either side of zero. */
final class AttributionSection {

    private final RunResults results;
    private final String money;

    AttributionSection(RunReport report) {
        this.results = report.results();
        this.money = " (" + report.heading().currency() + ")";
    }

    Markup bySymbol() {
        List<SymbolAttribution> rows = results.bySymbol();
        double largest = largest(rows.stream().map(SymbolAttribution::total).toList());
        Map<String, Integer> won = wins();
        Markup html = new Markup();
        html.open("table", "class", "attribution").leaf("caption", "Profit by symbol" + money);
        TablesSection.header(
                html,
                "Symbol",
                "#Round trips",
                "#Won",
                "#Fees",
                "#Realised",
                "#Open",
                "#Total",
                "");
        for (SymbolAttribution row : rows) {
            html.open("tr").leaf("th", row.symbol(), "scope", "row");
            number(html, NumberText.count(row.roundTrips()));
            share(html, won.getOrDefault(row.symbol(), 0), row.roundTrips());
            number(html, NumberText.money(row.fees()));
            number(html, NumberText.signed(NumberText.money(row.realised())));
            number(html, NumberText.signed(NumberText.money(row.unrealised())));
            profit(html, row.total(), largest);
            html.closeLine();
        }
        return html.close().closeLine();
    }

    Markup byAlpha() {
        List<Share> rows = shares();
        double largest = largest(rows.stream().map(Share::profit).toList());
        Markup html = new Markup();
        html.open("table", "class", "attribution")
                .leaf("caption", "Realised profit by the alphas that called for the entry" + money);
        TablesSection.header(html, "Alpha", "#Profit", "");
        for (Share row : rows) {
            html.open("tr").leaf("th", row.name(), "scope", "row");
            profit(html, row.profit(), largest);
            html.closeLine();
        }
        return html.close().closeLine();
    }

    private List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        results.byAlpha()
                .profits()
                .forEach((alpha, profit) -> shares.add(new Share(alpha.name(), profit)));
        if (results.byAlpha().unattributed().signum() != 0) {
            shares.add(new Share("no known vote", results.byAlpha().unattributed()));
        }
        return shares;
    }

    private Map<String, Integer> wins() {
        Map<String, Integer> wins = new HashMap<>();
        for (RoundTrip trip : results.trips().closed()) {
            wins.merge(trip.symbol(), trip.profit().signum() > 0 ? 1 : 0, Integer::sum);
        }
        return wins;
    }

    private static double largest(List<BigDecimal> profits) {
        return profits.stream()
                .mapToDouble(profit -> Math.abs(profit.doubleValue()))
                .max()
                .orElse(0);
    }

    private static void share(Markup html, int won, int trips) {
        if (trips > 0) {
            number(html, NumberText.percent((double) won / trips, 1));
            return;
        }
        html.open("td", "class", "number").add(FiguresSection.absent("no round trip")).close();
    }

    private static void number(Markup html, String text) {
        html.leaf("td", text, "class", "number");
    }

    private static void profit(Markup html, BigDecimal profit, double largest) {
        String side = profit.signum() < 0 ? "down" : profit.signum() > 0 ? "up" : "even";
        double width = largest == 0 ? 0 : Math.abs(profit.doubleValue()) / largest;
        html.leaf("td", NumberText.signed(NumberText.money(profit)), "class", "number " + side);
        html.open("td", "class", "side-bar " + side, "aria-hidden", "true")
                .leaf("i", "", "style", FunnelSection.width(width))
                .close();
    }

    private record Share(String name, BigDecimal profit) {}
}
