/** A command as far as near misses need it. */
export interface KnownCommand {
  /** The words by which it is called, such as `clearml-ts server backup`. */
  words: string;
  /** Its long options, such as `--api-port`. */
  options: readonly string[];
}

/**
 * Names the options that somebody meant by one that a command does not have: those of which it is a part, as `--port` is of
 * `--api-port`; else the commands that have it. Undefined when neither is there, and the nearest spelling is the best guess.
 */
export function nearMisses(
  unknown: string,
  command: KnownCommand,
  others: readonly KnownCommand[],
): string | undefined {
  const part = unknown.replace(/^--/, "");
  const longer = command.options.filter((option) => `${option}-`.includes(`-${part}-`));
  if (longer.length > 0) {
    return longer.length === 1 ? `Did you mean ${longer[0]}?` : `Did you mean one of ${longer.join(", ")}?`;
  }
  const owners = others.filter(({ options }) => options.includes(unknown)).map(({ words }) => `"${words}"`);
  return owners.length === 0 ? undefined : `It is an option of ${listed(owners)}.`;
}

/** More than three say nothing. */
function listed(owners: readonly string[]): string {
  const [shown, rest] = [owners.slice(0, 3), owners.length - 3];
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(" and ");
}
