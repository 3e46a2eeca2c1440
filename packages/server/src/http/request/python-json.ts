/** How {@link parsePythonJson} reads. */
export interface PythonJsonReading {
  /** Read `NaN`, `Infinity` and `-Infinity` as texts, for those who know what to do with them. @default null instead */
  nonFiniteAsText?: boolean;
}

/**
 * Reads JSON as Python writes it: `NaN`, `Infinity` and `-Infinity` may stand bare in it, which JSON does not know.
 * They become `null`: the place that needs the number says that it is missing.
 *
 * @throws {@link SyntaxError} when it is not JSON apart from that.
 */
export function parsePythonJson(text: string, { nonFiniteAsText = false }: PythonJsonReading = {}): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Looked for only in what could not be read: nobody else pays for it.
    const repaired = withoutNonNumbers(text, (token) => (nonFiniteAsText ? `"${token}"` : "null"));
    if (repaired === undefined) {
      throw error;
    }
    return JSON.parse(repaired);
  }
}

/** The text with the tokens replaced that stand outside of its strings; `undefined` when there are none. */
function withoutNonNumbers(text: string, replace: (token: string) => string): string | undefined {
  const token = /"|\bNaN\b|-?\bInfinity\b/g;
  let repaired = "";
  let done = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '"') {
      token.lastIndex = endOfString(text, token.lastIndex);
    } else {
      repaired += text.slice(done, found.index) + replace(found[0]);
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
