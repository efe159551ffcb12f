package io.millrace.control.audit;

import io.millrace.connectors.audit.AuditFinding;
import io.millrace.connectors.audit.AuditUnreadable;
import io.millrace.connectors.audit.AuditVerifier;
import io.millrace.connectors.audit.HeadFile;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import io.millrace.domain.audit.AuditHead;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the chains of a file or a database from the first link to the last. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Check every link of the audit: its place, the hash before it, its own hash, and",
            "that the chain still reaches the last head that was noted."
        },
        footer = {
            "",
            "Exit codes: 0 intact, 1 broken (with the first place), 2 unreadable.",
            "",
            "Examples:",
            "  ./millrace audit verify",
            "  ./millrace audit verify --file result/audit.jsonl",
            "  ./millrace audit verify --db postgresql://user@localhost:5432/millrace"
        })
public final class AuditVerifyCommand implements Callable<Integer> {

    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int UNREADABLE = 2;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Check the table audit_events of this database.")
    private @Nullable String db;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Check this file; the newest of a run unless said.")
    private @Nullable Path file;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "With --db: only the chains of this run.")
    private @Nullable String run;

    @Option(
            names = "--head",
            paramLabel = "FILE",
            description =
                    "The heads that the chains must reach; FILE.head beside the audit file unless"
                            + " said.")
    private @Nullable Path head;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (db != null && file != null) {
            throw CommandFailure.usage("--db and --file (expected: one of them)");
        }
        if (run != null && db == null) {
            throw CommandFailure.usage("--run: " + run + " (expected: together with --db)");
        }
        try {
            return db == null ? checkFile(out) : checkTable(db, out);
        } catch (AuditUnreadable unreadable) {
            spec.commandLine().getErr().println("millrace: " + unreadable.getMessage());
            return UNREADABLE;
        }
    }

    private int checkFile(PrintWriter out) {
        Path audit = file == null ? AuditFiles.newest() : file;
        if (!Files.isRegularFile(audit)) {
            throw new AuditUnreadable(audit + " (expected: an audit file)", null);
        }
        Path beside = head == null ? HeadFile.of(audit) : head;
        boolean known = head != null || Files.isRegularFile(beside);
        Map<String, AuditHead> heads = known ? HeadFile.read(beside) : Map.of();
        return tell(audit.toString(), new AuditVerifier(heads).file(audit), out);
    }

    private int checkTable(String url, PrintWriter out) {
        Map<String, AuditHead> heads = head == null ? Map.of() : HeadFile.read(head);
        DatabaseAddress address = DatabaseAddress.parse(url);
        AuditFinding finding = new AuditVerifier(heads).table(address, run);
        if (run != null && finding.isIntact() && finding.chains().isEmpty()) {
            throw new AuditUnreadable("--run: " + run + " (expected: a run with an audit)", null);
        }
        return tell(address.toString(), finding, out);
    }

    private static int tell(String name, AuditFinding finding, PrintWriter out) {
        out.println(name);
        for (AuditFinding.Chain one : finding.chains()) {
            boolean held = finding.held().contains(one.chain().key());
            out.printf(
                    Locale.ROOT,
                    "  %s%s: %,d entries%s%n",
                    one.run().isEmpty() ? "" : one.run() + " ",
                    one.chain().key(),
                    one.chain().next(),
                    held ? "" : ", no head to tell whether its end is cut off");
        }
        if (finding.fault() != null) {
            out.println("broken: " + finding.fault().text());
            out.printf(Locale.ROOT, "%,d entries before it are intact%n", finding.links());
            return BROKEN;
        }
        out.printf(
                Locale.ROOT,
                "intact: %,d entries in %,d chains%n",
                finding.links(),
                finding.chains().size());
        return INTACT;
    }
}
