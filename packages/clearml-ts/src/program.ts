import { Command } from "commander";
import { agentCommand } from "./commands/agent.ts";
import { completeCommand, completionCommand } from "./commands/completion.ts";
import { dataCommand } from "./commands/data/data.ts";
import { connectionDoctorCommand } from "./commands/doctor.ts";
import { initCommand } from "./commands/init.ts";
import { modelCommand } from "./commands/model/model.ts";
import { pipelineCommand } from "./commands/pipeline/pipeline.ts";
import { serverCommand } from "./commands/server/server.ts";
import { syncCommand } from "./commands/sync.ts";
import { taskCommand } from "./commands/task/task.ts";
import { type Language, languageFirst, languageOf, languageOption } from "./language/language.ts";
import { portuguese } from "./language/portuguese.ts";
import { inLanguage } from "./language/say.ts";
import { type Translation, translateHelp, translateUsage } from "./language/translation.ts";
import { helpLast, refuseUnknownWord } from "./usage/help-words.ts";
import { usageLine } from "./usage/usage-line.ts";

/** The `clearml-ts` command with all its commands, which throw where Commander would end the process. */
export function createProgram(version: string, language: Language = "en"): Command {
  const program = new Command("clearml-ts")
    // Options of the program stand before its commands: `--version` of `data create` is one of its own.
    .enablePositionalOptions()
    .description("ClearML for TypeScript: the embedded server and tools.")
    .version(version, "-V, --version", "print the version")
    .addOption(languageOption())
    .addCommand(serverCommand())
    .addCommand(taskCommand())
    .addCommand(dataCommand())
    .addCommand(modelCommand())
    .addCommand(pipelineCommand())
    .addCommand(agentCommand())
    .addCommand(syncCommand())
    .addCommand(initCommand())
    .addCommand(connectionDoctorCommand())
    .addCommand(completionCommand())
    .addCommand(completeCommand(), { hidden: true });

  const translation = translationOf(language);
  // Subcommands made apart from the program do not inherit its settings.
  for (const command of withSubcommands(program)) {
    if (translation) {
      translateHelp(command, translation);
    }
    command.addHelpText("before", ({ command: asked }) => refuseUnknownWord(asked));
    command.exitOverride().configureOutput({
      outputError: (text, write) => {
        const line = usageLine(text, command, program);
        write(translation ? translateUsage(line, translation) : line);
      },
    });
  }
  return program;
}

/** Runs a command line in the language that it asks for. */
export async function runProgram(version: string, args: readonly string[]): Promise<void> {
  const language = languageOf(args);
  const program = createProgram(version, language);
  await inLanguage(translationOf(language)?.results, () =>
    program.parseAsync(helpLast(languageFirst(args)), { from: "user" }),
  );
}

function translationOf(language: Language): Translation | undefined {
  return language === "pt-BR" ? portuguese : undefined;
}

/** A command and all those below it. */
export function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
