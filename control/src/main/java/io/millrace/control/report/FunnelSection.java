package io.millrace.control.report;

import java.util.List;
import java.util.Locale;

/** The way from bars to fills, and what was stopped where. */
final class FunnelSection {

    private FunnelSection() {}

    static Markup of(List<FunnelStep> steps) {
        long most = steps.stream().mapToLong(FunnelStep::count).max().orElse(0);
        Markup html = new Markup().open("ol", "class", "funnel");
        long before = 0;
        for (FunnelStep step : steps) {
            html.open("li").open("div", "class", "step");
            html.open("span", "class", "name").text(step.name());
            if (!step.note().isEmpty()) {
                html.text(" ").leaf("small", step.note());
            }
            html.close();
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
        for (CodeCount code : CodeCount.sorted(codes)) {
            double part = all == 0 ? 0 : (double) code.count() / all;
            html.open("li", "class", "step");
            html.leaf("code", code.code(), "class", "name", "title", code.meaning());
            bar(html, part, "bar stop");
            html.leaf("span", "−" + NumberText.count(code.count()), "class", "count");
            html.leaf("span", NumberText.percent(part, 1), "class", "share").closeLine();
        }
        html.close();
    }

    private static void bar(Markup html, double width, String kind) {
        html.open("span", "class", kind, "aria-hidden", "true")
                .leaf("i", "", "style", width(width))
                .close();
    }

    /** The width of a bar, between 0 and 1, for the style sheet. */
    static String width(double share) {
        return "--w:" + String.format(Locale.ROOT, "%.4f", share);
    }

    /** Of the step before; an order leads to several, so there may be more than before. */
    private static String share(long count, long before) {
        return before < count || before == 0 ? "" : NumberText.percent((double) count / before, 1);
    }

    private static double logarithmic(long count, long most) {
        return most == 0 ? 0 : Math.log1p((double) count) / Math.log1p((double) most);
    }
}
