/** How the console of a task is shown, all of it in the address. */
export interface ConsoleState {
  /** Text that shown lines contain. */
  find: string;
  /** The line that is shown, counted from 1; undefined for the newest ones. */
  line: number | undefined;
  /** Whether everything is loaded, and not the newest part alone. */
  all: boolean;
}

/** Reads the state from the query of an address; parts that nobody could have chosen are left out. */
export function readConsoleState(query: string): ConsoleState {
  const fields = new URLSearchParams(query);
  const line = Number(fields.get("line"));
  return {
    find: fields.get("find") ?? "",
    line: Number.isSafeInteger(line) && line > 0 ? line : undefined,
    all: fields.has("all"),
  };
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function consoleQuery({ find, line, all }: ConsoleState): string {
  const fields = new URLSearchParams();
  if (find !== "") {
    fields.set("find", find);
  }
  if (line !== undefined) {
    fields.set("line", String(line));
  }
  if (all) {
    fields.set("all", "");
  }
  return fields.toString();
}
