/** Characters of a message that are shown at once. */
const SHORT = 300;

/** A message about an end, as short as it can be understood. */
export interface ShownReason {
  text: string;
  /** Whether some of the message is left out. */
  isCut: boolean;
}

/** The beginning of Python's account of where an error came from; the error itself is its last line. */
const TRACEBACK = "Traceback (most recent call last)";

/** Says why a task ended in the words of whoever ended it: of a Python traceback the error itself, of other long messages the beginning. */
export function shownReason(reason: string, message: string): ShownReason {
  const parts = message.startsWith(reason) ? [message] : [reason, message];
  const whole = parts.filter((part) => part.trim() !== "").join(": ");
  const last = whole.trimEnd().split("\n").at(-1)?.trim() ?? "";
  const text = whole.includes(TRACEBACK) ? last : whole;
  return text.length > SHORT ? { text: `${text.slice(0, SHORT)}…`, isCut: true } : { text, isCut: text !== whole };
}
