import { Argument, Command } from "commander";
import { candidates } from "../completion/candidates.ts";
import { type CompletionShell, completionScripts } from "../completion/scripts.ts";

/** The subcommand `completion`: prints what makes a shell complete commands and options. */
export function completionCommand(): Command {
  return new Command("completion")
    .description(
      'Print the script by which a shell completes commands and options: eval "$(clearml-ts completion bash)" in ~/.bashrc.',
    )
    .addArgument(new Argument("<shell>", "the shell").choices(Object.keys(completionScripts)))
    .action((shell: CompletionShell) => {
      process.stdout.write(completionScripts[shell]);
    });
}

/** The hidden subcommand `complete`, which the scripts call: prints the words that may come next, a line each, with their descriptions. */
export function completeCommand(): Command {
  return (
    new Command("complete")
      .argument("[words...]", "the words of the command line up to the one that is being written")
      .option("--new-word", "the words are complete, and another one begins")
      // The options among the words are those of other commands, also where a shell has taken the dashes before them away.
      .helpOption(false)
      .allowUnknownOption()
      .passThroughOptions()
      .action((words: string[], { newWord = false }: { newWord?: boolean }, command: Command) => {
        const program = command.parent ?? command;
        const found = candidates(program, newWord ? [...words, ""] : words);
        process.stdout.write(found.map(({ word, description }) => `${word}\t${description}\n`).join(""));
      })
  );
}
