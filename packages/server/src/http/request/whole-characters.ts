/**
 * Puts U+FFFD, which stands for a missing character, in place of each half of a surrogate pair that a JSON text spells as
 * `\ud800`. No UTF-8 can be written of such a half: where SQLite takes one out of a document, the driver ends the process.
 */
export function wholeCharacters(json: string): string {
  // Hardly any text holds one: looking first costs next to nothing.
  if (!/\\u[dD][89a-fA-F]/.test(json)) {
    return json;
  }
  return json.replace(ESCAPES, (found, half: string | undefined) => (half === undefined ? found : "\\ufffd"));
}

/** Every escape, so that a backslash that is escaped itself begins none: a pair, half of one, or any other. */
const ESCAPES = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|[\s\S])/g;
