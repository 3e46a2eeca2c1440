/** A command as far as near misses need it. */
export interface KnownCommand {
  /** The words by which it is called, such as `clearml-ts server backup`. */
  words: string;
  /** Its long options, such as `--api-port`. */
  options: readonly string[];
  /** Names of its arguments, such as `id`. */
  args: readonly string[];
}

/** More owners than that say nothing about what was meant. */
const MOST_OWNERS = 3;

/**
 * Says what somebody meant by an option that a command does not have: one of its arguments, or the options of which it is a part, as
 * `--port` is of `--api-port`; else which commands have it. Undefined when none of these is there, and the nearest spelling is the best guess.
 */
export function optionMeant(
  unknown: string,
  command: KnownCommand,
  others: readonly KnownCommand[],
): string | undefined {
  const part = unknown.replace(/^--/, "");
  if (command.args.includes(part)) {
    return `It is an argument: ${command.words} <${part}>.`;
  }
  const longer = command.options.filter((option) => `${option}-`.includes(`-${part}-`));
  if (longer.length > 0) {
    return longer.length === 1 ? `Did you mean ${longer[0]}?` : `Did you mean one of ${longer.join(", ")}?`;
  }
  const owners = others.filter(({ options }) => options.includes(unknown)).map(({ words }) => `"${words}"`);
  return owners.length === 0 || owners.length > MOST_OWNERS ? undefined : `It is an option of ${owners.join(", ")}.`;
}

/** Says which commands are called by a word that is not a command here, as `lineage` is one of `clearml-ts model`; undefined when none is. */
export function commandMeant(unknown: string, others: readonly KnownCommand[]): string | undefined {
  const owners = others.filter(({ words }) => words.endsWith(` ${unknown}`)).map(({ words }) => `"${words}"`);
  return owners.length === 0 || owners.length > MOST_OWNERS ? undefined : `There is ${owners.join(", ")}.`;
}
