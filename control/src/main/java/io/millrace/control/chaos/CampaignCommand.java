package io.millrace.control.chaos;

import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills broker, database and live JVM of a paper run by a seeded plan, and checks its ledger. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Kill, freeze and mislead the processes of a paper run by a plan that is a",
            "function of the seed, then check the broker's ledger: docs/reliability.md."
        },
        footer = {
            "",
            "DIR keeps everything: plan.txt, tape, ledger, run, logs, report.md, report.json.",
            "Exit codes: 0 green, 1 broken, 2 could not run.",
            "",
            "Examples:",
            "  ./millrace chaos run --seed 7",
            "  ./millrace chaos run --seed 7 --profile nightly --out out/night"
        })
public final class CampaignCommand implements Callable<Integer> {

    private static final int MOST_FAULTS = 10_000;

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--seed", required = true, paramLabel = "S", description = "Any whole number.")
    private long seed;

    @Option(
            names = "--faults",
            paramLabel = "N",
            description = "How many blows; as many as the profile has unless said.")
    private @Nullable Integer faults;

    @Option(
            names = "--profile",
            paramLabel = "push|nightly|release",
            defaultValue = "push",
            description = "40, 400 or 1500 blows; ${DEFAULT-VALUE} unless said.")
    private String profile = "push";

    @Option(
            names = "--cluster",
            description = {
                "Let the run's graph live on a Flink cluster of the campaign's own, and strike",
                "its TaskManager, its JobManager and the command as well."
            })
    private boolean cluster;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder to make; out/chaos-S unless said.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int blows = faults == null ? Profile.named(profile).faults() : faults;
        if (blows < 1 || blows > MOST_FAULTS) {
            throw CommandFailure.usage(
                    "--faults: " + blows + " (expected: 1.." + MOST_FAULTS + ")");
        }
        CommandLine terminal = Objects.requireNonNull(spec).commandLine();
        CampaignFiles files = CampaignFiles.in(out == null ? Path.of("out", "chaos-" + seed) : out);
        CampaignResult result =
                new CampaignRun(
                                CampaignPlan.of(seed, blows, cluster),
                                cluster,
                                files,
                                terminal.getErr())
                        .execute();
        CampaignReport.write(result, files.folder());
        PrintWriter said = terminal.getOut();
        result.verdict().lines().forEach(said::println);
        List<String> failures = result.failures();
        failures.forEach(failure -> said.println("BROKEN: " + failure));
        said.println(
                (failures.isEmpty() ? "green" : "BROKEN")
                        + ", "
                        + result.struck().size()
                        + " blows, "
                        + result.orders()
                        + " orders: "
                        + files.folder().resolve("report.md"));
        return failures.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
