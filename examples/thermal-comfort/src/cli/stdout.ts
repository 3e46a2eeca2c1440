/** Where the result goes while everything else that is written to stdout goes to stderr. */
export interface ResultOutput {
  /** Writes one line to the real stdout. */
  line(text: string): void;
}

/**
 * Sends what anybody writes to stdout to stderr from now on, so that stdout holds the result and nothing else.
 *
 * The components write their progress to stdout, as programs do; a reader of the result must not have to sort it out.
 */
export function keepStdoutForResult(): ResultOutput {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  return { line: (text) => void write(`${text}\n`) };
}
