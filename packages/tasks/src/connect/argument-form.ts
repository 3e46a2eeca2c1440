/** The result of `parseArgs` of `node:util`. */
export interface ParsedArguments {
  values: { readonly [name: string]: unknown };
  positionals: string[];
}

/** A command of commander after `parse()`. */
export interface CommanderCommand {
  readonly options: readonly { attributeName(): string; readonly description: string }[];
  readonly registeredArguments: readonly { name(): string; readonly description: string }[];
  processedArgs: unknown[];
  opts(): Record<string, unknown>;
  setOptionValueWithSource(name: string, value: unknown, source: string): unknown;
}

/** A parser of yargs before it is asked to parse. */
export interface YargsParser<T> {
  parseAsync(): T | Promise<T>;
  readonly parsed: { readonly aliases: Readonly<Record<string, readonly string[]>> } | false;
}

/** The arguments of a program, whichever parser read them. */
export interface ArgumentForm<T> {
  /** Values by name; null where one was neither given nor has a default. */
  values: Record<string, unknown>;
  /** Help texts by name. */
  descriptions: Record<string, string>;
  /** Whether there may be options that the values do not name. */
  isOpen: boolean;
  /** Gives other values back to the program, in the parser's own form. */
  give(values: Record<string, unknown>): T;
}

/** The name under which arguments without a name are stored. */
const POSITIONALS = "positionals";

/** Reads the result of `parseArgs`, which is silent about options that have no value. */
export function formOfParseArgs<T extends ParsedArguments>(parsed: T): ArgumentForm<T> {
  const { values, positionals } = parsed;
  return {
    values: { ...values, ...(positionals.length > 0 && { [POSITIONALS]: positionals }) },
    descriptions: {},
    isOpen: true,
    give({ [POSITIONALS]: others = positionals, ...options }) {
      return { ...parsed, values: options, positionals: others };
    },
  };
}

/** Reads the options and arguments of a command. */
export function formOfCommander<T extends CommanderCommand>(command: T): ArgumentForm<T> {
  const { options, registeredArguments, processedArgs } = command;
  const given = command.opts();
  const fromOptions = options.map((option) => [option.attributeName(), option.description] as const);
  const fromArguments = registeredArguments.map((argument) => [argument.name(), argument.description] as const);
  return {
    values: Object.fromEntries([
      ...fromOptions.map(([name]) => [name, given[name] ?? null]),
      ...fromArguments.map(([name], index) => [name, processedArgs[index] ?? null]),
    ]),
    descriptions: Object.fromEntries([...fromOptions, ...fromArguments]),
    isOpen: false,
    give(values) {
      for (const [name] of fromOptions) {
        command.setOptionValueWithSource(name, values[name] ?? undefined, "clearml");
      }
      command.processedArgs = fromArguments.map(([name]) => values[name] ?? undefined);
      return command;
    },
  };
}

/** Lets yargs parse, and reads each option once, under its longest name. */
export async function formOfYargs<T extends object>(parser: YargsParser<T>): Promise<ArgumentForm<T>> {
  const argv = await parser.parseAsync();
  const given = argv as Record<string, unknown>;
  const { aliases } = parser.parsed || { aliases: {} };
  const names = new Set([...Object.keys(aliases), ...Object.keys(given)]);
  const groups = [...names].map((name) => [name, ...(aliases[name] ?? [])]);
  const longest = new Map(groups.map((group) => [[...group].sort(longerFirst)[0] ?? "", group]));
  for (const name of ["help", "version", "$0", "_"]) {
    longest.delete(name);
  }
  const rest = given["_"];
  return {
    values: {
      ...Object.fromEntries([...longest.keys()].map((name) => [name, given[name] ?? null])),
      ...(Array.isArray(rest) && rest.length > 0 && { [POSITIONALS]: rest }),
    },
    descriptions: {},
    isOpen: false,
    give({ [POSITIONALS]: others = rest, ...options }) {
      const entries = [...longest].flatMap(([name, group]) =>
        group.map((alias) => [alias, options[name] ?? undefined]),
      );
      return { ...argv, ...Object.fromEntries(entries), _: others };
    },
  };
}

function longerFirst(a: string, b: string): number {
  return b.length - a.length || a.localeCompare(b);
}
