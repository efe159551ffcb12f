package io.millrace.control.report;

import io.millrace.control.report.RunReport.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key figures: six cards to see at once, and all of them by group. */
final class FiguresSection {

    private static final List<Statistic> CARDS =
            List.of(
                    Statistic.TOTAL_RETURN,
                    Statistic.NET_PROFIT,
                    Statistic.SHARPE,
                    Statistic.MAX_DRAWDOWN,
                    Statistic.WIN_RATE,
                    Statistic.PROFIT_FACTOR);

    private FiguresSection() {}

    static Markup of(RunReport report) {
        String currency = report.heading().currency();
        Markup html = new Markup();
        html.open("dl", "class", "cards");
        for (Statistic statistic : CARDS) {
            html.open("div", "class", "card");
            entry(html, statistic, report.value(statistic), currency);
            html.leaf("dd", statistic.meaning(), "class", "meaning").closeLine();
        }
        html.closeLine();
        html.open("div", "class", "figures");
        for (Statistic.Group group : Statistic.Group.values()) {
            group(html, group, report.figures(), currency);
        }
        return html.closeLine();
    }

    /** What every figure means, and why an absent one is absent. */
    static Markup glossary(RunReport report) {
        Markup html = new Markup();
        html.open("dl", "class", "glossary");
        for (Figure figure : report.figures()) {
            Statistic statistic = figure.statistic();
            html.open("div").leaf("dt", statistic.label());
            html.open("dd").text(statistic.meaning());
            if (figure.value() == null) {
                html.text(" Absent here: " + statistic.whyAbsent() + ".");
            }
            html.close().closeLine();
        }
        return html.closeLine();
    }

    private static void group(
            Markup html, Statistic.Group group, List<Figure> figures, String currency) {
        List<Figure> members =
                figures.stream().filter(figure -> figure.statistic().group() == group).toList();
        if (members.isEmpty()) {
            return;
        }
        html.open("section").leaf("h3", group.label()).open("dl");
        for (Figure figure : members) {
            html.open("div");
            entry(html, figure.statistic(), figure.value(), currency);
            html.close();
        }
        html.close().closeLine();
    }

    private static void entry(
            Markup html, Statistic statistic, @Nullable Double value, String currency) {
        html.leaf("dt", statistic.label(), "title", statistic.meaning());
        if (value == null) {
            html.open("dd", "class", "value").add(absent(statistic.whyAbsent())).close();
            return;
        }
        html.open("dd", "class", "value " + side(statistic, value)).text(statistic.text(value));
        if (statistic.format().isMoney()) {
            html.text(" ").leaf("span", currency, "class", "unit");
        }
        html.close();
    }

    /** A dash that says why it is one, to the mouse, the keyboard and the screen reader. */
    static Markup absent(String why) {
        return new Markup()
                .open("span", "class", "absent", "tabindex", "0", "role", "note")
                .leaf("span", NumberText.ABSENT, "aria-hidden", "true")
                .leaf("span", "absent: " + why, "class", "why")
                .close();
    }

    private static String side(Statistic statistic, double value) {
        if (!statistic.format().hasSides() || value == 0) {
            return "";
        }
        return value > 0 ? "up" : "down";
    }
}
