package io.millrace.control.report;

import io.millrace.control.report.RunReport.Attribution;
import io.millrace.control.report.RunReport.CodeCount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The plain tables: attribution, codes with their counts, and settings. */
final class TablesSection {

    private TablesSection() {}

    /** Who earned what, with a bar to either side of zero. */
    static Markup attribution(String caption, List<Attribution> rows, String currency) {
        double largest =
                rows.stream()
                        .mapToDouble(row -> Math.abs(row.profit().doubleValue()))
                        .max()
                        .orElse(0);
        Markup html = new Markup().open("table", "class", "attribution").leaf("caption", caption);
        header(html, "Name", "Round trips", "Win rate", "P&L (" + currency + ")");
        html.leaf("th", "", "class", "side-bar", "aria-hidden", "true");
        html.close().closeLine().open("tbody");
        for (Attribution row : rows) {
            html.open("tr").leaf("th", row.name(), "scope", "row");
            html.leaf("td", NumberText.count(row.trades()), "class", "number");
            html.open("td", "class", "number");
            Double winRate = row.winRate();
            if (winRate == null) {
                html.add(FiguresSection.absent("no round trip"));
            } else {
                html.text(NumberText.percent(winRate, 1));
            }
            html.close();
            profit(html, row.profit(), largest);
            html.closeLine();
        }
        return html.close().closeLine();
    }

    private static void profit(Markup html, BigDecimal profit, double largest) {
        String side = profit.signum() < 0 ? "down" : profit.signum() > 0 ? "up" : "";
        double width = largest == 0 ? 0 : Math.abs(profit.doubleValue()) / largest;
        html.leaf(
                "td",
                NumberText.signed(NumberText.money(profit)),
                "class",
                ("number " + side).trim());
        html.open("td", "class", "side-bar " + side, "aria-hidden", "true")
                .leaf("i", "", "style", "--w:" + String.format(Locale.ROOT, "%.4f", width))
                .close();
    }

    /** Codes, what they mean and how often they were given; the most frequent first. */
    static Markup codes(String caption, List<CodeCount> codes) {
        Markup html = new Markup().open("table", "class", "codes").leaf("caption", caption);
        header(html, "Code", "Meaning", "Count");
        html.close().closeLine().open("tbody");
        for (CodeCount code : FunnelSection.sorted(codes)) {
            html.open("tr").open("th", "scope", "row").leaf("code", code.code()).close();
            html.leaf("td", code.meaning());
            html.leaf("td", NumberText.count(code.count()), "class", "number").closeLine();
        }
        return html.close().closeLine();
    }

    /** Keys and values as they are. */
    static Markup settings(String caption, Map<String, String> settings) {
        Markup html = new Markup().open("table", "class", "settings").leaf("caption", caption);
        header(html, "Key", "Value");
        html.close().closeLine().open("tbody");
        settings.forEach(
                (key, value) ->
                        html.open("tr")
                                .open("th", "scope", "row")
                                .leaf("code", key)
                                .close()
                                .open("td")
                                .leaf("code", value)
                                .close()
                                .closeLine());
        return html.close().closeLine();
    }

    private static void header(Markup html, String... names) {
        html.open("thead").open("tr");
        for (String name : names) {
            boolean number = List.of("Round trips", "Win rate", "Count").contains(name);
            html.leaf(
                    "th",
                    name,
                    "scope",
                    "col",
                    "class",
                    number || name.startsWith("P&L") ? "number" : "text");
        }
    }
}
