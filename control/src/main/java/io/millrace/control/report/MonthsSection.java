package io.millrace.control.report;

import io.millrace.domain.report.MonthlyReturns;
import io.millrace.domain.report.MonthlyReturns.Month;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Returns by year and month, coloured by their size. */
final class MonthsSection {

    private static final List<String> NAMES =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private MonthsSection() {}

    static Markup of(MonthlyReturns returns) {
        double hottest =
                returns.months().stream()
                        .mapToDouble(month -> Math.abs(month.value()))
                        .max()
                        .orElse(0);
        Map<Integer, Double> months = new TreeMap<>();
        returns.months().forEach(month -> months.put(index(month), month.value()));
        Markup html = new Markup();
        html.open("table", "class", "months")
                .leaf(
                        "caption",
                        "Return by calendar month, in %; the first and last month may be partial");
        header(html);
        html.open("tbody");
        returns.years().forEach((year, total) -> row(html, year, months, total, hottest));
        return html.close().closeLine();
    }

    private static int index(Month month) {
        return month.year() * 12 + month.month() - 1;
    }

    private static void header(Markup html) {
        html.open("thead").open("tr").leaf("th", "Year", "scope", "col");
        NAMES.forEach(name -> html.leaf("th", name, "scope", "col"));
        html.leaf("th", "Total", "scope", "col", "class", "total");
        html.close().closeLine();
    }

    private static void row(
            Markup html, int year, Map<Integer, Double> months, double total, double hottest) {
        html.open("tr").leaf("th", Integer.toString(year), "scope", "row");
        for (int month = 0; month < 12; month++) {
            cell(html, months.get(year * 12 + month), hottest, "");
        }
        cell(html, total, 0, " total");
        html.closeLine();
    }

    private static void cell(Markup html, @Nullable Double value, double hottest, String more) {
        if (value == null) {
            html.leaf("td", "", "class", "none");
            return;
        }
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
