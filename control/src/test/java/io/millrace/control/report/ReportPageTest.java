package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {

    private static final Map<String, RunReport> RUNS =
            Map.of(
                    "year", SampleRuns.year(),
                    "week", SampleRuns.week(),
                    "decade", SampleRuns.decade(),
                    "bitcoin", SampleRuns.bitcoin(),
                    "silent", SampleRuns.silent(),
                    "empty", SampleRuns.empty());
    private static final Pattern REMOTE =
            Pattern.compile(
                    "(?i)(<link|<base|<iframe|<img|<object|@import|url\\(|[\\s\"']src\\s*=|href\\s*=\\s*[\"']?+(?!#))");

    @Test
    void writesEverySampleAsOneWellFormedFile() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "report-samples"));

        for (Map.Entry<String, RunReport> run : RUNS.entrySet()) {
            Path file = folder.resolve(run.getKey() + ".html");
            ReportPage.write(run.getValue(), file);

            assertThat(HtmlCheck.mistakes(Files.readString(file))).as(run.getKey()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>open",
                "<b></i></b>",
                "<p id=\"a\"></p><p id=\"a\"></p>",
                "<a href=\"#nowhere\"></a>",
                "a < b",
                "<script>'</script>'</script>"
            })
    void theCheckerFindsWhatIsBroken(String html) {
        assertThat(HtmlCheck.mistakes(html)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)",
                "</script><script>alert(1)</script>",
                "</style><img src=x onerror=alert(2)>",
                "\" onmouseover=\"alert(3)",
                "' autofocus onfocus='alert(4)",
                "<!--<script>",
                "{{data}}",
                "]]>\u2028\u2029&lt;\u0000"
            })
    void aHostileNameStaysText(String name) {
        String tame = ReportPage.html(SampleRuns.named("AAPL"));
        String page = ReportPage.html(SampleRuns.named(name));

        assertThat(HtmlCheck.mistakes(page)).isEmpty();
        assertThat(HtmlCheck.elements(page)).isEqualTo(HtmlCheck.elements(tame));
        assertThat(own(page)).doesNotContain("<script>alert").doesNotContain("<img");
    }

    @Test
    void theEmbeddedDataReadsBackAsItWas() throws IOException {
        String name = "</script><script>alert(1)\u2028";
        JsonNode data = data(ReportPage.html(SampleRuns.named(name)));

        assertThat(data.at("/trades/0/cells/2").asText()).isEqualTo(name);
        assertThat(data.get("at")).hasSameSizeAs(data.get("equity"));
        assertThat(data.get("at")).hasSameSizeAs(data.get("drawdown"));
    }

    @Test
    void asksTheNetworkForNothing() {
        String page = ReportPage.html(SampleRuns.year());

        assertThat(REMOTE.matcher(own(page)).results().map(match -> match.group(1))).isEmpty();
        assertThat(own(page)).doesNotContain("http:").doesNotContain("https:");
        assertThat(page).contains("Content-Security-Policy\" content=\"default-src 'none'");
    }

    @Test
    void theCheckForTheNetworkFindsARequest() {
        assertThat(REMOTE.matcher("<p><img src=\"//a.example/b.png\">").find()).isTrue();
        assertThat(REMOTE.matcher("<a href=\"elsewhere\">").find()).isTrue();
        assertThat(REMOTE.matcher("<a href=\"#here\">").find()).isFalse();
    }

    @Test
    void onlyItsOwnTwoScriptsMayRun() {
        String page = ReportPage.html(SampleRuns.silent());

        assertThat(page)
                .contains(
                        "script-src "
                                + PageParts.fingerprint(PageParts.library())
                                + " "
                                + PageParts.fingerprint(PageParts.script())
                                + "\"");
        assertThat(own(page)).doesNotContain("onclick=").doesNotContain("javascript:");
    }

    @Test
    void carriesThePlottingLibraryWithNoEndTagInside() {
        assertThat(PageParts.library()).contains("echarts").doesNotContainIgnoringCase("</script");
        assertThat(PageParts.inlined("a='</script>';b='</SCRIPT '"))
                .isEqualTo("a='<\\/script>';b='<\\/SCRIPT '");
    }

    @Test
    void isTheSameBytesForTheSameRun() {
        assertThat(ReportPage.html(SampleRuns.year()))
                .isEqualTo(ReportPage.html(SampleRuns.year()));
    }

    @Test
    void anAbsentFigureIsADashWithItsReason() {
        String page = own(ReportPage.html(SampleRuns.silent()));

        assertThat(page)
                .contains("<span aria-hidden=\"true\">—</span>")
                .contains("absent: no position was opened and closed again")
                .contains("No round trip was completed")
                .doesNotContain(">NaN", ">null", ":NaN", ":Infinity");
    }

    @Test
    void saysInTheFirstLineWhenTheTapeIsSynthetic() {
        assertThat(ReportPage.html(SampleRuns.week())).contains("<strong>SYNTHETIC DATA</strong>");
        assertThat(ReportPage.html(SampleRuns.year())).doesNotContain("SYNTHETIC DATA");
    }

    @Test
    void keepsCredentialsToItself() {
        assertThat(ReportPage.html(SampleRuns.year()))
                .contains("jdbc:postgresql://millrace:••••••@localhost:5433/millrace")
                .doesNotContain("hunter2");
    }

    @Test
    void carriesTheLatestRoundTripsWhenThereAreTooMany() throws IOException {
        RunReport decade = SampleRuns.decade();
        String page = ReportPage.html(decade);

        int all = decade.results().trips().closed().size();
        assertThat(page).contains("The latest 10,000 of " + NumberText.count(all) + " round trips");
        assertThat(data(page).get("trades")).hasSize(TradesSection.LIMIT);
        assertThat(data(page).at("/trades/9999/cells/1").asText())
                .isEqualTo(
                        new MarketTime(SampleRuns.NEW_YORK)
                                .stamp(
                                        decade.results()
                                                .trips()
                                                .closed()
                                                .get(all - 1)
                                                .exitMillis()));
    }

    @Test
    void everyTableHasACaptionAndEveryScrollingBoxAName() {
        String page = own(ReportPage.html(SampleRuns.year()));
        List<String> elements = HtmlCheck.elements(page);

        assertThat(Collections.frequency(elements, "caption"))
                .isEqualTo(Collections.frequency(elements, "table"))
                .isPositive();
        assertThat(page.split("class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"", -1))
                .hasSize(page.split("class=\"scroll\"", -1).length);
    }

    /** The page without the plotting library, whose namespaces look like addresses. */
    private static String own(String page) {
        return page.replace(PageParts.library(), "");
    }

    private static JsonNode data(String page) throws IOException {
        String start = "<script type=\"application/json\" id=\"run\">";
        int from = page.indexOf(start) + start.length();
        return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    }
}
