import { InvalidValueError } from "../../errors.ts";

/** Such words mean themselves in every shell. */
const PLAIN = /^[\w/.,:=@%+-]+$/;

/**
 * Writes arguments as words of a command that an agent takes from an entry point `-c …`.
 *
 * The agent splits the entry point at white space, whatever is quoted, and joins the parts by one blank each. So blanks that
 * follow each other are kept apart by an empty pair of quotes, and white space of other kinds cannot be passed on.
 *
 * @throws {@link InvalidValueError} when an argument holds a line break, a tab or another control character.
 */
export function shellWords(args: readonly string[]): string {
  return args.map(shellWord).join(" ");
}

/** Whether an argument can be a word of such a command: the agent takes line breaks and tabs for the end of a word. */
export function canBePassedOn(word: string): boolean {
  return !/[^\S ]|\p{Cc}/u.test(word);
}

function shellWord(word: string, index: number): string {
  if (!canBePassedOn(word)) {
    throw new InvalidValueError(
      `Argument ${JSON.stringify(word)} cannot be passed on by an agent, which takes line breaks and tabs for the end of a word. Pass it as a parameter of the task.`,
      { path: `$[${index}]` },
    );
  }
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''").replaceAll(/ (?= )/g, " ''")}'`;
}
