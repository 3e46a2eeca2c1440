/**
 * Reads JSON as Python writes it: `NaN`, `Infinity` and `-Infinity` may stand bare in it, which JSON does not know.
 * They become `null`: what follows from a missing number is said where the number is needed.
 *
 * @throws SyntaxError when it is not JSON apart from that.
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Looked for only in what could not be read: nobody else pays for it.
    const repaired = withoutNonNumbers(text);
    if (repaired === undefined) {
      throw error;
    }
    return JSON.parse(repaired);
  }
}

/** The text with `null` for what is no number outside of its strings; `undefined` when there is nothing of that kind. */
function withoutNonNumbers(text: string): string | undefined {
  const token = /"|\bNaN\b|-?\bInfinity\b/g;
  let repaired = "";
  let done = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '"') {
      token.lastIndex = endOfString(text, token.lastIndex);
    } else {
      repaired += `${text.slice(done, found.index)}null`;
      done = token.lastIndex;
    }
  }
  return done === 0 ? undefined : repaired + text.slice(done);
}

/** The position behind the quote that ends a string. A pattern for whole strings would need a stack as deep as they are long. */
export function endOfString(text: string, start: number): number {
  let position = start;
  while (position < text.length && text[position] !== '"') {
    position += text[position] === "\\" ? 2 : 1;
  }
  return position + 1;
}
