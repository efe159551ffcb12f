package io.millrace.control.report;

import io.millrace.domain.report.Statistic;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run as the command line prints it: plain ASCII in aligned columns, with colour only
 * where someone can see it.
 *
 * @param rowsPerStage records that each stage gave, in the order of the stages
 * @param departures settings that are not the defaults, by key
 * @param folder where the files of the run are
 * @param query how to look into the database, ready to be pasted; absent without one
 */
public record RunSummary(
        RunReport report,
        Map<String, Long> rowsPerStage,
        Map<String, String> departures,
        Path folder,
        @Nullable String query) {

    private static final int LABEL = 26;
    private static final int VALUE = 14;
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    /**
     * The summary, ending in a line break.
     *
     * @param terminal whether a person watches: ANSI colours are for screens, not for files
     */
    public String text(boolean terminal) {
        Lines lines = new Lines(terminal);
        if (report.quality().synthetic()) {
            lines.plain("SYNTHETIC DATA: the tape of this run was generated.");
        }
        lines.bold(report.verdict());
        profile(lines);
        lines.heading("Rows per stage");
        rowsPerStage.forEach((stage, rows) -> lines.row(stage, NumberText.count(rows), ""));
        if (report.quality().refused() > 0) {
            lines.row(
                    "refused rows",
                    NumberText.count(report.quality().refused()),
                    "see deadletter.csv");
        }
        funnel(lines);
        money(lines);
        lines.heading("Where to look");
        lines.place("report", folder.resolve("report.html").toString());
        lines.place("files", folder.toString());
        if (query != null) {
            lines.place("database", query);
        }
        lines.place("digest", report.heading().digest());
        return lines.toString();
    }

    /** What the run was told to do differently, or that it was told nothing. */
    private void profile(Lines lines) {
        lines.heading("Profile: " + report.heading().profile());
        if (departures.isEmpty()) {
            lines.plain("  every setting is the default");
        }
        departures.forEach(lines::setting);
    }

    private void funnel(Lines lines) {
        lines.heading("From decisions to fills");
        for (FunnelStep step : FunnelStep.of(report.results().funnel())) {
            if (!step.name().equals("Bars")) {
                lines.row(lower(step.name()), NumberText.count(step.count()), step.note());
            }
            for (CodeCount code : CodeCount.sorted(step.stopped())) {
                lines.row("  stopped by " + code.code(), NumberText.count(code.count()), "");
            }
        }
        long closed = report.results().trips().closed().size();
        lines.row("round trips", NumberText.count(closed), won());
    }

    private String won() {
        Double rate = report.results().value(Statistic.WIN_RATE);
        return rate == null ? "" : NumberText.percent(rate, 0) + " won";
    }

    private void money(Lines lines) {
        String currency = report.heading().currency();
        lines.heading("Money");
        for (FigureText figure :
                new FigureText[] {
                    FigureText.NET_PROFIT,
                    FigureText.TOTAL_RETURN,
                    FigureText.MAX_DRAWDOWN,
                    FigureText.SHARPE,
                    FigureText.FEES
                }) {
            Double value = report.results().value(figure.statistic());
            String label = lower(figure.label());
            if (value == null) {
                lines.row(label, "-", figure.whyAbsent());
            } else {
                String unit = figure.isMoney() ? currency : "";
                lines.coloured(label, figure.text(value), unit, figure.hasSides() ? value : 0);
            }
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Text in three columns. */
    private static final class Lines {

        private final StringBuilder text = new StringBuilder();
        private final boolean terminal;

        Lines(boolean terminal) {
            this.terminal = terminal;
        }

        void plain(String line) {
            text.append(ascii(line).stripTrailing()).append('\n');
        }

        void bold(String line) {
            paint(BOLD, ascii(line).strip());
            text.append('\n');
        }

        void heading(String line) {
            text.append('\n');
            bold(line);
        }

        void row(String label, String value, String note) {
            coloured(label, value, note, 0);
        }

        void coloured(String label, String value, String note, double side) {
            text.append("  ").append(padded(ascii(label), LABEL)).append(' ');
            String right = ascii(value);
            text.append(" ".repeat(Math.max(0, VALUE - right.length())));
            paint(side > 0 ? GREEN : side < 0 ? RED : "", right);
            text.append(note.isEmpty() ? "" : "  " + ascii(note)).append('\n');
        }

        void setting(String key, String value) {
            text.append("  ")
                    .append(padded(ascii(key), LABEL + 8))
                    .append(ascii(value))
                    .append('\n');
        }

        void place(String label, String where) {
            text.append("  ").append(padded(label, 10)).append(ascii(where)).append('\n');
        }

        private void paint(String colour, String words) {
            boolean painted = terminal && !colour.isEmpty();
            text.append(painted ? colour + words + RESET : words);
        }

        private static String padded(String label, int width) {
            return label + " ".repeat(Math.max(0, width - label.length()));
        }

        /** Any terminal shows it, and no name in it can move the cursor. */
        private static String ascii(String words) {
            StringBuilder plain = new StringBuilder(words.length());
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                plain.append(c == '−' || c == '—' ? '-' : Character.isISOControl(c) ? '?' : c);
            }
            return plain.toString();
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
