import type { Argument, Command, Option } from "commander";

/** What the command says in another language than English, whose texts stand with the commands. */
export interface Translation {
  /** Descriptions of commands, options and arguments. */
  texts: Readonly<Record<string, string>>;
  /** Words around these in the help. */
  headings: Readonly<Record<string, string>>;
  /** Sentences of results and of progress; values stand in them by number, as in `Wrote {0}.` */
  results: Readonly<Record<string, string>>;
  /** Sentences about wrong usage, by patterns. */
  wrongUsage: readonly (readonly [pattern: RegExp, text: string])[];
}

/** Has the help of a command speak another language. */
export function translateHelp(command: Command, { texts, headings }: Translation): void {
  const inLanguage = (text: string) => texts[text] ?? text;
  const withHeadings = (text: string) =>
    Object.entries(headings).reduce((line, [word, other]) => line.replaceAll(word, other), text);
  const help = command.createHelp();
  command
    .description(inLanguage(command.description()))
    .helpOption("-h, --help", inLanguage("display help for command"))
    .configureHelp({
      styleTitle: withHeadings,
      commandUsage: (each) => withHeadings(help.commandUsage(each)),
      subcommandTerm: (each) => withHeadings(help.subcommandTerm(each)),
      subcommandDescription: (each) => inLanguage(help.subcommandDescription(each)),
      optionDescription: (option: Option) => withHeadings(help.optionDescription(option)),
      argumentDescription: (argument: Argument) => withHeadings(help.argumentDescription(argument)),
    });
  for (const described of [...command.options, ...command.registeredArguments]) {
    described.description = inLanguage(described.description);
  }
}

/** Says in another language how a command line is wrong; a sentence that the translation lacks stays as it is. */
export function translateUsage(line: string, { wrongUsage }: Translation): string {
  return wrongUsage.reduce((text, [pattern, other]) => text.replace(pattern, other), line);
}
