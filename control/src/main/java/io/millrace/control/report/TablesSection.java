package io.millrace.control.report;

import io.millrace.domain.report.OpenTrip;
import java.util.List;
import java.util.Map;

/** The plain tables: codes with their counts, positions that stayed open, and settings. */
final class TablesSection {

    private TablesSection() {}

    /** Codes, what they mean and how often they were given; the most frequent first. */
    static Markup codes(String caption, List<CodeCount> codes) {
        Markup html = new Markup().open("table", "class", "codes").leaf("caption", caption);
        header(html, "Code", "Meaning", "#Count");
        for (CodeCount code : CodeCount.sorted(codes)) {
            html.open("tr").open("th", "scope", "row").leaf("code", code.code()).close();
            html.leaf("td", code.meaning());
            html.leaf("td", NumberText.count(code.count()), "class", "number").closeLine();
        }
        return html.close().closeLine();
    }

    /** What the run ended in. */
    static Markup open(List<OpenTrip> trips, MarketTime time, String currency) {
        Markup html = new Markup().open("table").leaf("caption", "Still open at the end");
        header(html, "Symbol", "Since", "#Quantity", "#Cash flow (" + currency + ")", "#Fees");
        for (OpenTrip trip : trips) {
            html.open("tr").leaf("th", trip.symbol(), "scope", "row");
            html.leaf("td", time.stamp(trip.entryMillis()));
            html.leaf("td", NumberText.quantity(trip.quantity()), "class", "number");
            html.leaf("td", NumberText.money(trip.cashFlow()), "class", "number");
            html.leaf("td", NumberText.money(trip.fees()), "class", "number").closeLine();
        }
        return html.close().closeLine();
    }

    /** Keys and values as they are. */
    static Markup settings(String caption, Map<String, String> settings) {
        Markup html = new Markup().open("table", "class", "settings").leaf("caption", caption);
        header(html, "Key", "Value");
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

    /**
     * The head of a table, and the opening of its body.
     *
     * @param names of the columns; one that starts with {@code #} holds numbers, an empty one bars
     */
    static void header(Markup html, String... names) {
        html.open("thead").open("tr");
        for (String name : names) {
            boolean number = name.startsWith("#");
            if (name.isEmpty()) {
                html.leaf("td", "", "class", "side-bar-head", "aria-hidden", "true");
            } else {
                html.leaf(
                        "th",
                        number ? name.substring(1) : name,
                        "scope",
                        "col",
                        "class",
                        number ? "number" : "text");
            }
        }
        html.close().closeLine().open("tbody");
    }
}
