package io.millrace.control.report;

import io.millrace.domain.report.Statistic;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key figures: six cards to see at once, and all of them by group. */
final class FiguresSection {

    private static final List<FigureText> CARDS =
            List.of(
                    FigureText.TOTAL_RETURN,
                    FigureText.NET_PROFIT,
                    FigureText.SHARPE,
                    FigureText.MAX_DRAWDOWN,
                    FigureText.WIN_RATE,
                    FigureText.PROFIT_FACTOR);

    /** A quarter: what is scaled to a year from less is mostly noise. */
    private static final int ENOUGH_SESSIONS = 63;

    private final RunResults results;
    private final String currency;

    FiguresSection(RunReport report) {
        this.results = report.results();
        this.currency = report.heading().currency();
    }

    Markup figures() {
        Markup html = new Markup();
        html.open("dl", "class", "cards");
        for (FigureText figure : CARDS) {
            html.open("div", "class", "card");
            String unit = figure.isMoney() ? " (" + currency + ")" : "";
            html.leaf("dt", figure.label() + unit);
            value(html, figure, "");
            html.leaf("dd", figure.meaning(), "class", "meaning").closeLine();
        }
        html.closeLine();
        html.open("div", "class", "figures");
        for (FigureText.Group group : FigureText.Group.values()) {
            group(html, group);
        }
        html.closeLine();
        caution(html);
        return html;
    }

    private void caution(Markup html) {
        Double sessions = results.value(Statistic.DAYS);
        if (sessions != null && sessions < ENOUGH_SESSIONS) {
            html.leaf(
                    "p",
                    "Figures per year are scaled up from "
                            + NumberText.count(Math.round(sessions))
                            + " sessions and say little about a year.",
                    "class",
                    "note caution");
        }
    }

    /** What every figure means, and why an absent one is absent. */
    Markup glossary() {
        Markup html = new Markup();
        html.open("dl", "class", "glossary");
        for (FigureText figure : FigureText.values()) {
            html.open("div").leaf("dt", figure.label());
            html.open("dd").text(figure.meaning());
            if (value(figure) == null) {
                html.text(" Absent here: " + figure.whyAbsent() + ".");
            }
            html.close().closeLine();
        }
        return html.closeLine();
    }

    private void group(Markup html, FigureText.Group group) {
        List<FigureText> members =
                Arrays.stream(FigureText.values())
                        .filter(figure -> figure.group() == group)
                        .toList();
        html.open("section").leaf("h3", group.label()).open("dl");
        for (FigureText figure : members) {
            html.open("div").leaf("dt", figure.label(), "title", figure.meaning());
            value(html, figure, figure.isMoney() ? currency : "");
            html.close();
        }
        html.close().closeLine();
    }

    private void value(Markup html, FigureText figure, String unit) {
        Double value = value(figure);
        if (value == null) {
            html.open("dd", "class", "value").add(absent(figure.whyAbsent())).close();
            return;
        }
        html.open("dd", "class", ("value " + side(figure, value)).trim()).text(figure.text(value));
        if (!unit.isEmpty()) {
            html.text(" ").leaf("span", unit, "class", "unit");
        }
        html.close();
    }

    private @Nullable Double value(FigureText figure) {
        return results.value(figure.statistic());
    }

    /** A dash that says why it is one, to the mouse, the keyboard and the screen reader. */
    static Markup absent(String why) {
        return new Markup()
                .open("span", "class", "absent", "tabindex", "0", "role", "note")
                .leaf("span", NumberText.ABSENT, "aria-hidden", "true")
                .leaf("span", "absent: " + why, "class", "why")
                .close();
    }

    private static String side(FigureText figure, double value) {
        if (!figure.hasSides() || value == 0) {
            return "";
        }
        return value > 0 ? "up" : "down";
    }
}
