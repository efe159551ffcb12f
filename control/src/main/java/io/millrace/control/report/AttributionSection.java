package io.millrace.control.report;

import io.millrace.domain.report.RoundTrip;
import io.millrace.domain.report.SymbolAttribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who earned what: a row per symbol and a row per alpha, with a bar to either side of zero. */
final class AttributionSection {

    /** As many rows as a person reads; of more, the best and the worst are shown. */
    private static final int ROWS = 30;

    private final RunResults results;
    private final String money;

    AttributionSection(RunReport report) {
        this.results = report.results();
        this.money = " (" + report.heading().currency() + ")";
    }

    Markup bySymbol() {
        List<SymbolAttribution> rows = bestFirst();
        double largest = largest(folded(rows).stream().map(SymbolAttribution::total).toList());
        Map<String, Integer> won = wins();
        Markup html = new Markup();
        html.open("table", "class", "attribution")
                .leaf("caption", "Profit by symbol, best first" + money);
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
        for (SymbolAttribution row : folded(rows)) {
            html.open("tr").leaf("th", row.symbol(), "scope", "row");
            number(html, NumberText.count(row.roundTrips()));
            share(html, won.get(row.symbol()), row.roundTrips());
            number(html, NumberText.money(row.fees()));
            number(html, NumberText.signed(NumberText.money(row.realised())));
            number(html, NumberText.signed(NumberText.money(row.unrealised())));
            profit(html, row.total(), largest);
            html.closeLine();
        }
        return html.close().closeLine();
    }

    private List<SymbolAttribution> bestFirst() {
        return results.bySymbol().stream()
                .sorted(
                        Comparator.comparing(SymbolAttribution::total)
                                .reversed()
                                .thenComparing(SymbolAttribution::symbol))
                .toList();
    }

    /**
     * Puts one row in place of those between the best and the worst, so that totals still add up.
     */
    private static List<SymbolAttribution> folded(List<SymbolAttribution> rows) {
        if (rows.size() <= ROWS) {
            return rows;
        }
        int half = ROWS / 2;
        List<SymbolAttribution> between = rows.subList(half, rows.size() - half);
        SymbolAttribution sum =
                new SymbolAttribution(
                        NumberText.count(between.size()) + " others",
                        between.stream().mapToInt(SymbolAttribution::roundTrips).sum(),
                        sum(between, SymbolAttribution::realised),
                        sum(between, SymbolAttribution::unrealised),
                        sum(between, SymbolAttribution::fees));
        List<SymbolAttribution> folded = new ArrayList<>(rows.subList(0, half));
        folded.add(sum);
        folded.addAll(rows.subList(rows.size() - half, rows.size()));
        return folded;
    }

    private static BigDecimal sum(
            List<SymbolAttribution> rows, Function<SymbolAttribution, BigDecimal> amount) {
        return rows.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
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

    private static void share(Markup html, @Nullable Integer won, int trips) {
        if (won != null && trips > 0) {
            number(html, NumberText.percent((double) won / trips, 1));
            return;
        }
        String why = trips > 0 ? "several symbols" : "no round trip";
        html.open("td", "class", "number").add(FiguresSection.absent(why)).close();
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
