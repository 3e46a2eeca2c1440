import type { Command, Option } from "commander";

/** A word that may come next. */
export interface Candidate {
  word: string;
  description: string;
}

/** The place of a command line that somebody has come to. */
interface Place {
  command: Command;
  /** The option whose value comes next. */
  awaiting: Option | undefined;
  /** Arguments that stand before. */
  count: number;
  given: ReadonlySet<Option>;
}

/**
 * Lists the words that may stand in the place of the last one, which may be empty or begun: commands, options, and values where there is
 * a choice of them. None where a file or a text of one's own comes.
 */
export function candidates(program: Command, words: readonly string[]): Candidate[] {
  const before = words.slice(0, -1);
  const begun = words.at(-1) ?? "";
  if (before.includes("--")) {
    return [];
  }
  const place = placeAfter(program, before);
  return possible(place, begun).filter(({ word }) => word.startsWith(begun));
}

function possible({ command, awaiting, count, given }: Place, begun: string): Candidate[] {
  if (awaiting && !begun.startsWith("-")) {
    return (awaiting.argChoices ?? []).map((word) => ({ word, description: "" }));
  }
  const help = command.createHelp();
  if (begun.startsWith("-")) {
    return help
      .visibleOptions(command)
      .filter((option) => option.variadic || !given.has(option))
      .map(({ long, short, description }) => ({ word: long ?? short ?? "", description }));
  }
  const commands = help
    .visibleCommands(command)
    .map((each) => ({ word: each.name(), description: each.description() }));
  const choices = (command.registeredArguments[count]?.argChoices ?? []).map((word) => ({ word, description: "" }));
  return count === 0 ? [...commands, ...choices] : choices;
}

function placeAfter(program: Command, words: readonly string[]): Place {
  let place: Place = { command: program, awaiting: undefined, count: 0, given: new Set() };
  for (const word of words) {
    place = next(place, word);
  }
  return place;
}

function next(place: Place, word: string): Place {
  const { command, awaiting, count, given } = place;
  const isOption = word.startsWith("-") && word !== "-";
  if (awaiting && !isOption) {
    return { ...place, awaiting: awaiting.variadic ? awaiting : undefined };
  }
  if (isOption) {
    const [flag = word, value] = word.split("=", 2);
    const option = command.options.find(({ long, short }) => long === flag || short === flag);
    const wants = option !== undefined && value === undefined && (option.required || option.optional);
    return {
      command,
      count,
      awaiting: wants ? option : undefined,
      given: option ? new Set([...given, option]) : given,
    };
  }
  const below = count === 0 ? command.commands.find((each) => each.name() === word) : undefined;
  return below
    ? { command: below, awaiting: undefined, count: 0, given: new Set() }
    : { ...place, awaiting: undefined, count: count + 1 };
}
