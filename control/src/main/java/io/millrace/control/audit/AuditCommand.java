package io.millrace.control.audit;

import picocli.CommandLine.Command;

/** What there is to do about the audit. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "The audit: every decision and action of an account in a chain of hashes, in which",
            "nothing can be altered unseen."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditVerifyCommand.class},
        footer = {"", "Example:", "  ./millrace audit verify --file result/audit.jsonl"})
public final class AuditCommand {}
