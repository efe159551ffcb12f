package io.millrace.control.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CommandFailure;
import io.millrace.control.ProductVersion;
import io.millrace.control.ledger.LedgerCheck;
import io.millrace.control.ledger.RunFiles;
import io.millrace.control.ledger.SelfTest;
import io.millrace.control.ledger.UnreadableRecord;
import io.millrace.control.ledger.Verdict;
import io.millrace.control.progress.Meter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A whole campaign: the test of the check, the run without faults, the blows, the verdict. */
final class CampaignRun {

    private static final long FIRST_BACK = 90_000;
    private static final long TAPE_TAIL = 120_000;

    private final CampaignPlan plan;
    private final boolean onCluster;
    private final CampaignFiles files;
    private final PrintWriter err;
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    CampaignRun(CampaignPlan plan, boolean onCluster, CampaignFiles files, PrintWriter err) {
        this.plan = plan;
        this.onCluster = onCluster;
        this.files = files;
        this.err = err;
    }

    CampaignResult execute() throws IOException, InterruptedException {
        Files.write(files.folder().resolve("plan.txt"), plan.lines());
        List<SelfTest.Outcome> selfTest =
                SelfTest.run(plan.seed(), files.folder().resolve("selftest"));
        err.println("chaos: writing the tape, " + CampaignFiles.sessions(plan) + " sessions");
        files.prepare(plan);
        err.println("chaos: running it once without faults");
        files.makeGolden();
        try (ProcessStack stack = ProcessStack.start(files, plan.seed(), onCluster);
                Meter meter = Meter.of(err, "chaos", "blows", plan.blows().size())) {
            awaitFirst(stack);
            Campaign campaign =
                    new Campaign(stack, Pace.real(), blow -> meter.at(blow.planned().number()));
            List<Struck> struck = campaign.carryOut(plan);
            meter.done(struck.size());
            boolean ended = campaign.awaitEnd(longestTail());
            Sight last = stack.look();
            int fills = stack.fills();
            stack.close();
            return new CampaignResult(
                    plan,
                    struck,
                    ended,
                    campaign.ownDeaths(),
                    last.taken(),
                    fills,
                    selfTest,
                    verdict(),
                    about());
        }
    }

    private void awaitFirst(ProcessStack stack) throws IOException, InterruptedException {
        Pace pace = Pace.real();
        long deadline = pace.millis() + FIRST_BACK;
        for (VictimName name : stack.victims()) {
            while (!stack.victim(name).isBack()) {
                if (!stack.victim(name).isAlive() || pace.millis() > deadline) {
                    throw CommandFailure.usage(
                            "the " + name.words() + " did not start; see " + files.logs());
                }
                pace.pause(100);
            }
        }
    }

    /** All of the tape, in case that no blow ever had to be waited for. */
    private long longestTail() {
        long sessions = CampaignFiles.sessions(plan);
        double tape = sessions * 390.0 * 60 / CampaignFiles.SPEED * 1_000;
        return TAPE_TAIL + Math.round(tape);
    }

    private Verdict verdict() throws IOException {
        try {
            return LedgerCheck.of(
                    new RunFiles(
                            files.ledger(),
                            files.run().resolve("decisions.csv"),
                            files.run().resolve("orders.csv"),
                            files.positions(),
                            files.golden().resolve("decisions.csv"),
                            Duration.ZERO));
        } catch (UnreadableRecord unreadable) {
            throw CommandFailure.failed(unreadable.getMessage());
        }
    }

    private Map<String, String> about() throws IOException, InterruptedException {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("seed", Long.toString(plan.seed()));
        about.put(
                "when",
                started + ", for " + Duration.between(started, Instant.now()).toSeconds() + " s");
        about.put("version", ProductVersion.MILLRACE + ", commit " + commit());
        about.put(
                "machine",
                String.format(
                        Locale.ROOT,
                        "%d cores, %s %s, Java %s",
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version()));
        about.put("the graph lives", onCluster ? "on a cluster" : "in one JVM");
        about.put(
                "tape",
                CampaignFiles.SYMBOLS
                        + " symbols, "
                        + CampaignFiles.sessions(plan)
                        + " sessions, synthetic");
        about.put("digest of the decisions", digest(files.run()));
        about.put("digest without faults", digest(files.golden()));
        return about;
    }

    private static String digest(Path run) throws IOException {
        Path file = run.resolve("digest.json");
        return Files.exists(file)
                ? new ObjectMapper().readTree(file.toFile()).path("decisions").asText("unknown")
                : "unknown";
    }

    /** For the record alone: a program outside its checkout has none. */
    private static String commit() throws InterruptedException {
        try {
            Process git =
                    new ProcessBuilder(
                                    "git",
                                    "-C",
                                    System.getProperty("millrace.home", "."),
                                    "rev-parse",
                                    "HEAD")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? said.strip() : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
