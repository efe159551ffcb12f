package io.millrace.control.report;

import io.millrace.control.report.RunReport.DataQuality;
import io.millrace.control.report.RunReport.Heading;
import io.millrace.domain.risk.DenialCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The page of a run: one HTML file with everything in it, which asks no network for anything and
 * has the same bytes for the same run.
 */
public final class ReportPage {

    private static final int SYMBOLS_NAMED = 12;

    private final RunReport report;
    private final Heading heading;
    private final RunResults results;
    private final MarketTime time;

    private ReportPage(RunReport report) {
        this.report = report;
        this.heading = report.heading();
        this.results = report.results();
        this.time = new MarketTime(heading.zone());
    }

    /** Writes {@code report.html}. */
    public static void write(RunReport report, Path file) throws IOException {
        Files.writeString(file, html(report), StandardCharsets.UTF_8);
    }

    /** The page as text. */
    public static String html(RunReport report) {
        return new ReportPage(report).page();
    }

    private String page() {
        String library = PageParts.library();
        String script = PageParts.script();
        FiguresSection figures = new FiguresSection(report);
        return PageParts.fill(
                PageParts.template(),
                Map.ofEntries(
                        Map.entry("title", Markup.escaped(heading.name())),
                        Map.entry(
                                "scripts",
                                PageParts.fingerprint(library)
                                        + " "
                                        + PageParts.fingerprint(script)),
                        Map.entry("style", PageParts.style()),
                        Map.entry("banner", banner().toString()),
                        Map.entry("header", header().toString()),
                        Map.entry("figures", figures.figures().toString()),
                        Map.entry("equity-note", Markup.escaped(equityNote())),
                        Map.entry("months", MonthsSection.of(results.months()).toString()),
                        Map.entry(
                                "funnel",
                                FunnelSection.of(FunnelStep.of(results.funnel())).toString()),
                        Map.entry("rejections", rejections().toString()),
                        Map.entry("attribution", attribution().toString()),
                        Map.entry("trades", trades().toString()),
                        Map.entry("quality", quality().toString()),
                        Map.entry("glossary", figures.glossary().toString()),
                        Map.entry(
                                "configuration",
                                settings("Settings by key", report.configuration())),
                        Map.entry("manifest", settings("Versions and hashes", report.manifest())),
                        Map.entry("data", PageData.of(report)),
                        Map.entry("library", library),
                        Map.entry("script", script)));
    }

    private Markup banner() {
        Markup html = new Markup();
        if (report.quality().synthetic()) {
            html.open("p", "class", "synthetic", "role", "note")
                    .leaf("strong", "SYNTHETIC DATA")
                    .text(
                            " The tape of this run was generated. Its result says nothing about a market.")
                    .closeLine();
        }
        return html;
    }

    private Markup header() {
        Markup html = new Markup();
        html.leaf("p", "Run report", "class", "eyebrow").leaf("h1", heading.name());
        html.leaf("p", report.verdict(), "class", "verdict");
        html.open("dl", "class", "facts");
        fact(html, "Strategy", heading.strategy());
        fact(html, "Profile", heading.profile());
        html.open("div").leaf("dt", "Period").open("dd");
        html.leaf("span", time.stamp(heading.fromMillis()), "class", "whole").text(" to ");
        html.leaf("span", time.stamp(heading.toMillis()), "class", "whole");
        html.text(" " + time.name()).close().closeLine();
        fact(html, "Symbols", symbols());
        fact(html, "Data", heading.data());
        html.open("div", "class", "wide").leaf("dt", "Digest");
        html.open("dd").leaf("code", heading.digest()).close().close();
        return html.closeLine();
    }

    private static void fact(Markup html, String name, String value) {
        html.open("div").leaf("dt", name).leaf("dd", value).closeLine();
    }

    private String symbols() {
        List<String> symbols = heading.symbols();
        if (symbols.size() <= SYMBOLS_NAMED) {
            return String.join(", ", symbols);
        }
        return String.join(", ", symbols.subList(0, SYMBOLS_NAMED))
                + " and "
                + NumberText.count(symbols.size() - SYMBOLS_NAMED)
                + " more";
    }

    private String equityNote() {
        int marks = EquityPlot.of(results.equity(), EquityPlot.LIMIT).marks();
        String zone = "Times in " + time.name() + ". ";
        if (marks > EquityPlot.LIMIT) {
            return zone
                    + NumberText.count(marks)
                    + " marks, thinned for drawing: every stretch keeps its first, last, lowest and"
                    + " highest equity and its deepest drawdown. All of them are in equity.csv.";
        }
        return zone + NumberText.count(marks) + (marks == 1 ? " mark." : " marks.");
    }

    private Markup rejections() {
        List<CodeCount> codes = CodeText.counts(results.funnel().rejections(), DenialCode::meaning);
        return codes.isEmpty()
                ? nothing("The risk engine refused nothing.")
                : TablesSection.codes("Refusals of the risk engine by the rule that bound", codes);
    }

    private Markup attribution() {
        if (results.bySymbol().isEmpty()) {
            return nothing("Nothing was traded, so there is nothing to attribute.");
        }
        AttributionSection section = new AttributionSection(report);
        Markup html = new Markup();
        html.open("div", "class", "columns");
        scrolled(html, "Profit by symbol", section.bySymbol());
        scrolled(html, "Profit by alpha", section.byAlpha());
        return html.closeLine();
    }

    private Markup trades() {
        if (results.trips().closed().isEmpty()) {
            return open(
                    nothing("No round trip was completed: nothing was both opened and closed."));
        }
        Markup html = new Markup();
        html.open("div", "class", "tools", "id", "trades-tools", "hidden", "");
        html.open("label").text("Filter ");
        html.single(
                "input",
                "type",
                "search",
                "id",
                "trades-filter",
                "placeholder",
                "symbol, reason, date");
        html.close();
        html.open("span", "class", "pager");
        html.leaf("button", "Previous", "type", "button", "id", "trades-previous");
        html.leaf("span", "", "id", "trades-page", "aria-live", "polite");
        html.leaf("button", "Next", "type", "button", "id", "trades-next").close().closeLine();
        scrolled(html, "Round trips", new TradesSection(report).table());
        return open(html);
    }

    private Markup open(Markup html) {
        if (!results.trips().open().isEmpty()) {
            Markup table = TablesSection.open(results.trips().open(), time, heading.currency());
            scrolled(html, "Still open at the end", table);
        }
        return html;
    }

    private Markup quality() {
        DataQuality quality = report.quality();
        Markup html = new Markup();
        html.open("dl", "class", "facts");
        fact(html, "Rows read", NumberText.count(quality.rows()));
        fact(html, "Rows refused", NumberText.count(quality.refused()));
        fact(html, "Bars traded on", NumberText.count(results.funnel().bars()));
        fact(html, "Late trades", NumberText.count(quality.lateTrades()));
        fact(html, "Origin", quality.synthetic() ? "synthetic" : "recorded");
        html.closeLine();
        List<CodeCount> dead = CodeText.counts(quality.deadLetters(), CodeText::meaning);
        if (dead.isEmpty()) {
            return html.add(nothing("Every row could be used."));
        }
        scrolled(html, "Refused rows", TablesSection.codes("Refused rows by code", dead));
        return html;
    }

    private static String settings(String caption, Map<String, String> settings) {
        Markup html = new Markup();
        scrolled(html, caption, TablesSection.settings(caption, settings));
        return html.toString();
    }

    /** A table may be wider than a phone: it scrolls in its own box, by keyboard too. */
    private static void scrolled(Markup html, String label, Markup table) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
        html.add(table).closeLine();
    }

    private static Markup nothing(String why) {
        return new Markup().leaf("p", why, "class", "nothing");
    }
}
