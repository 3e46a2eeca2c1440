/**
 * Sends what anybody writes to stdout to stderr from now on, so that stdout holds the lines that the returned function writes.
 *
 * The components write their progress to stdout, as programs do; a reader of the result must not have to sort it out.
 */
export function keepStdoutForResult(): (line: string) => void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  return (line) => void write(`${line}\n`);
}
