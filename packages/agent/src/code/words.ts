import { split } from "shlex";

/** The words of a command as a shell reads them; the text itself where its quotes do not match. */
export function wordsOf(command: string): readonly string[] {
  try {
    return split(command);
  } catch {
    return [command];
  }
}
