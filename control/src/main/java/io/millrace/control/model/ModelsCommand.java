package io.millrace.control.model;

import io.millrace.control.live.UseModelCommand;
import picocli.CommandLine.Command;

/** The commands about the registry of models. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description =
                "Register, show, promote, deprecate, verify and use models (docs/registry.md).",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RegisterCommand.class,
            ListCommand.class,
            ShowCommand.class,
            PromoteCommand.class,
            DeprecateCommand.class,
            UseModelCommand.class,
            VerifyCommand.class
        })
public final class ModelsCommand {}
