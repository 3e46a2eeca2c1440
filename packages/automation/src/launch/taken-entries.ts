import type { LaunchTarget } from "./launch-options.ts";

/** How the entries of one kind of scheduler are read. */
export interface EntryRules<Entry, Stored> {
  /** The word for an entry in warnings. */
  word: string;
  /** The entries that the scheduler has, whose functions and history stay. */
  own: readonly Entry[];
  /** Lays a record over an entry of its own; undefined where it has none of the name. */
  read(own: Entry | undefined, record: Stored): Entry;
  /** Throws where an entry cannot start anything. */
  check(entry: Entry): void;
  warn(line: string): void;
}

/** Reads the entries of records. One that calls a function is left out where the program has not given one to an entry of its name. */
export function takenEntries<Entry extends LaunchTarget<never>, Stored extends { name?: string | null }>(
  records: readonly Stored[],
  { word, own, read, check, warn }: EntryRules<Entry, Stored>,
): Entry[] {
  return records.flatMap((record) => {
    const entry = read(
      own.find(({ name }) => name === record.name),
      record,
    );
    if (entry.run === undefined && entry.baseTaskId === undefined) {
      warn(`The ${word} "${entry.name}" calls a function that this program does not have, and is left out.`);
      return [];
    }
    check(entry);
    return [entry];
  });
}
