/** The texts that describe a failure in the record and in the console of a task. */
export interface FailureText {
  /** One line. */
  reason: string;
  /** Everything that is known, for the console. */
  details: string;
}

/** The record is for a glance: longer reasons are cut. */
const LONGEST_REASON = 1024;

/** Describes why a task failed, from an error or a text. */
export function describeFailure(reason: unknown): FailureText {
  if (!(reason instanceof Error)) {
    return { reason: cut(String(reason)), details: String(reason) };
  }
  const causes: string[] = [];
  for (let error: unknown = reason; error instanceof Error && causes.length < 10; error = error.cause) {
    causes.push(error.stack ?? String(error));
  }
  return { reason: cut(`${reason.name}: ${reason.message}`), details: causes.join("\nCaused by: ") };
}

function cut(text: string): string {
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON - 1)}…` : text;
}
