/** The result of one thing that was done to a server. */
export interface Finding {
  /** The thing that was done, and the behaviour that is expected. */
  readonly what: string;
  /** The observed behaviour, in the server's words where it has some; or the reason why nothing could be tried. */
  readonly happened: string;
  /** Each deviation from the expected behaviour in one sentence; `"not run"` where this machine does not let it be tried. */
  readonly faults: readonly string[] | "not run";
}

/** The conditions that do not hold, each under the sentence that says what is wrong then. */
export function unmet(conditions: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(conditions).flatMap(([sentence, isMet]) => (isMet ? [] : [sentence]));
}
