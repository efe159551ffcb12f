package io.millrace.control.report;

import io.millrace.control.report.RunReport.MonthReturn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Returns by year and month, coloured by their size. */
final class MonthsSection {

    private static final List<String> NAMES =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private MonthsSection() {}

    static Markup of(RunReport report) {
        Map<Integer, Map<Integer, Double>> years = byYear(report.months());
        double hottest =
                report.months().stream()
                        .mapToDouble(month -> Math.abs(month.value()))
                        .max()
                        .orElse(0);
        Markup html = new Markup();
        html.open("table", "class", "months").leaf("caption", "Return by calendar month, in %");
        header(html);
        html.open("tbody");
        years.forEach((year, months) -> row(html, year, months, hottest));
        return html.close().closeLine();
    }

    private static Map<Integer, Map<Integer, Double>> byYear(List<MonthReturn> months) {
        Map<Integer, Map<Integer, Double>> years = new TreeMap<>();
        for (MonthReturn month : months) {
            years.computeIfAbsent(month.year(), year -> new TreeMap<>())
                    .put(month.month(), month.value());
        }
        return years;
    }

    private static void header(Markup html) {
        html.open("thead").open("tr").leaf("th", "Year", "scope", "col");
        for (String name : NAMES) {
            html.leaf("th", name, "scope", "col");
        }
        html.leaf("th", "Total", "scope", "col", "class", "total");
        html.close().closeLine();
    }

    private static void row(Markup html, int year, Map<Integer, Double> months, double hottest) {
        html.open("tr").leaf("th", Integer.toString(year), "scope", "row");
        double growth = 1;
        for (int month = 1; month <= 12; month++) {
            Double value = months.get(month);
            if (value == null) {
                html.leaf("td", "", "class", "none");
            } else {
                growth *= 1 + value;
                cell(html, value, hottest, "");
            }
        }
        cell(html, growth - 1, 0, " total");
        html.closeLine();
    }

    private static void cell(Markup html, double value, double hottest, String more) {
        String side = value == 0 ? "even" : value > 0 ? "gain" : "loss";
        double heat = hottest == 0 ? 0 : Math.abs(value) / hottest;
        html.leaf(
                "td",
                NumberText.signed(NumberText.decimal(value * 100, 2)),
                "class",
                side + more,
                "style",
                "--heat:" + String.format(Locale.ROOT, "%.3f", heat));
    }
}
