package io.millrace.control.report;

import io.millrace.control.report.RunReport.CodeCount;
import io.millrace.control.report.RunReport.FunnelStep;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The way from bars to fills, and what was stopped where. */
final class FunnelSection {

    private FunnelSection() {}

    static Markup of(RunReport report) {
        long most = report.funnel().stream().mapToLong(FunnelStep::count).max().orElse(0);
        Markup html = new Markup().open("ol", "class", "funnel");
        long before = -1;
        for (FunnelStep step : report.funnel()) {
            html.open("li").open("div", "class", "step");
            html.leaf("span", step.name(), "class", "name", "title", step.meaning());
            bar(html, logarithmic(step.count(), most), "bar");
            html.leaf("span", NumberText.count(step.count()), "class", "count");
            html.leaf("span", share(step.count(), before), "class", "share").close();
            stopped(html, step.stopped());
            html.closeLine();
            before = step.count();
        }
        return html.closeLine();
    }

    private static void stopped(Markup html, List<CodeCount> codes) {
        if (codes.isEmpty()) {
            return;
        }
        long all = codes.stream().mapToLong(CodeCount::count).sum();
        html.open("ul", "class", "stopped", "aria-label", "Stopped on the way here");
        for (CodeCount code : sorted(codes)) {
            double part = all == 0 ? 0 : (double) code.count() / all;
            html.open("li", "class", "step");
            html.leaf("code", code.code(), "class", "name", "title", code.meaning());
            bar(html, part, "bar stop");
            html.leaf("span", "−" + NumberText.count(code.count()), "class", "count");
            html.leaf("span", NumberText.percent(part, 1), "class", "share").closeLine();
        }
        html.close();
    }

    /** The most frequent first; equal ones by name, so that equal runs print equal pages. */
    static List<CodeCount> sorted(List<CodeCount> codes) {
        return codes.stream()
                .sorted(
                        Comparator.comparingLong(CodeCount::count)
                                .reversed()
                                .thenComparing(CodeCount::code))
                .toList();
    }

    private static void bar(Markup html, double width, String kind) {
        html.open("span", "class", kind, "aria-hidden", "true")
                .leaf("i", "", "style", "--w:" + String.format(Locale.ROOT, "%.4f", width))
                .close();
    }

    private static String share(long count, long before) {
        return before <= 0 ? "" : NumberText.percent((double) count / before, 1);
    }

    private static double logarithmic(long count, long most) {
        return most == 0 ? 0 : Math.log1p((double) count) / Math.log1p((double) most);
    }
}
