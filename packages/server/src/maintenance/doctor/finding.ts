/** How something is: `warning` is worth knowing, `problem` keeps the server from working as it should. */
export type Health = "ok" | "warning" | "problem";

/** The result of one check. */
export interface Finding {
  /** The name of the check, such as `database`. */
  readonly check: string;
  readonly status: Health;
  /** The fact that was found. */
  readonly message: string;
  /** The advice on how to mend it. */
  readonly advice?: string;
}

/** Makes the findings of one check. */
export function findingsOf(check: string) {
  return {
    ok: (message: string): Finding => ({ check, status: "ok", message }),
    warning: (message: string, advice: string): Finding => ({ check, status: "warning", message, advice }),
    problem: (message: string, advice: string): Finding => ({ check, status: "problem", message, advice }),
  };
}

/** A number with its noun. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
