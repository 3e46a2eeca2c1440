/** What came of one thing that was done to a server. */
export interface Finding {
  /** What was done, and what is expected of it. */
  readonly what: string;
  /** What happened, in the server's words where it has some; why nothing could be tried. */
  readonly happened: string;
  /** What was not as expected, one sentence each; `"not run"` where this machine does not let it be tried. */
  readonly faults: readonly string[] | "not run";
}

/** The conditions that do not hold, each under the sentence that says what is wrong then. */
export function unmet(conditions: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(conditions).flatMap(([sentence, isMet]) => (isMet ? [] : [sentence]));
}
